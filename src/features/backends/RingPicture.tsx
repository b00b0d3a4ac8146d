import { useMemo } from 'react';
import type { RingView } from '../../model/balancer-view.ts';
import { formatRatio, quantityText } from '../../model/units.ts';
import { movedArcs, ringArcs, type RingArc } from './ring-arcs.ts';

const SIZE = 152;
const RADIUS = 62;
const WIDTH = 16;

function pointAt(turn: number, radius: number): string {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return `${(SIZE / 2 + radius * Math.cos(angle)).toFixed(2)} ${(SIZE / 2 + radius * Math.sin(angle)).toFixed(2)}`;
}

function arcPath({ from, to }: Pick<RingArc, 'from' | 'to'>, radius = RADIUS): string {
  // An arc of a whole turn would begin where it ends and draw nothing.
  const end = Math.min(to, from + 0.9999);
  return `M${pointAt(from, radius)}A${radius} ${radius} 0 ${end - from > 0.5 ? 1 : 0} 1 ${pointAt(end, radius)}`;
}

interface RingPictureProps {
  readonly ring: RingView;
  /** Place of the backend whose arcs stand out; null for none. */
  readonly chosen: number | null;
  /** What the chosen backend is called. */
  readonly name: string;
  readonly share: number;
}

function captionOf(name: string, share: number): string {
  if (share === 0) return `${name} has no part of the ring now.`;
  return `If ${name} went, ${quantityText(formatRatio(share))} of the keys would move, to its neighbours on the ring.`;
}

/** The ring of consistent hashing: which parts of it belong to the chosen backend, and so which keys move when it goes. */
export function RingPicture({ ring, chosen, name, share }: RingPictureProps) {
  const arcs = useMemo(() => ringArcs(ring.points), [ring.points]);
  const shareText = quantityText(formatRatio(share));
  const label = chosen === null ? 'Ring of hashes' : `Ring of hashes: ${name} owns ${shareText} of it`;
  const paths = useMemo(() => {
    const ofBackend = (pick: (backend: number) => boolean) =>
      arcs
        .filter(({ backend }) => pick(backend))
        .map((arc) => arcPath(arc))
        .join('');
    return {
      even: ofBackend((backend) => backend !== chosen && backend % 2 === 0),
      odd: ofBackend((backend) => backend !== chosen && backend % 2 === 1),
      own: ofBackend((backend) => backend === chosen),
    };
  }, [arcs, chosen]);
  const moved = useMemo(
    () =>
      movedArcs(ring.moved)
        .map((arc) => arcPath(arc, RADIUS + WIDTH / 2 + 4))
        .join(''),
    [ring.moved],
  );
  return (
    <figure className="flex flex-col items-center gap-1.5 pt-2">
      <svg
        width={SIZE}
        height={SIZE}
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        role="img"
        aria-label={label}
        fill="none"
        strokeWidth={WIDTH}
      >
        <path d={paths.even} className="stroke-[var(--surface-3)]" />
        <path d={paths.odd} className="stroke-[var(--line-strong)]" />
        <path d={paths.own} className="stroke-[var(--accent)]" />
        <path d={moved} className="stroke-[var(--slow)]" strokeWidth={4} />
        <text
          x="50%"
          y="48%"
          textAnchor="middle"
          className="fill-[var(--text-1)] text-base font-semibold"
          stroke="none"
        >
          {chosen === null ? '' : shareText}
        </text>
        <text x="50%" y="60%" textAnchor="middle" className="fill-[var(--text-3)] text-xs" stroke="none">
          {chosen === null ? '' : 'of the keys'}
        </text>
      </svg>
      <figcaption className="text-sm text-text-2">
        {chosen === null ? 'Choose a backend to see its part of the ring.' : captionOf(name, share)}
        {ring.movedShare === null
          ? null
          : ` At the last change ${quantityText(formatRatio(ring.movedShare))} of the keys moved: the outer marks show where.`}
      </figcaption>
    </figure>
  );
}
