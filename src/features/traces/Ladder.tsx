import { useState } from 'react';
import type { Design } from '../../model/design.ts';
import type { Trace } from '../../model/trace.ts';
import { formatMs, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { flightLook, flightWords } from './flight-looks.ts';
import { FlightTable } from './FlightTable.tsx';
import { ladderOf, type LadderArrow, type LadderPicture } from './ladder-layout.ts';

const NARROW_PX = 288;
const WIDE_PX = 920;
const SPAN_PX = { narrow: 300, wide: 460 } as const;
const ZOOMS = [1, 2, 4, 8, 16, 32] as const;
/** Width of a letter of the names above the lines. */
const LETTER_PX = 7;

interface LadderProps {
  readonly trace: Trace;
  /** The flight that is looked at. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** Who sent what to whom and when, to scale; the same as a table below. */
export function Ladder(props: LadderProps) {
  const [isLarge, setLarge] = useState(false);
  return (
    <>
      <ZoomedLadder {...props} width={NARROW_PX} spanPx={SPAN_PX.narrow} onLarger={() => setLarge(true)} />
      <FlightTable {...props} />
      <Dialog open={isLarge} onClose={() => setLarge(false)} title={`Request ${props.trace.requestId}`} size="large">
        <ZoomedLadder {...props} width={WIDE_PX} spanPx={SPAN_PX.wide} />
        <FlightTable {...props} />
      </Dialog>
    </>
  );
}

interface ZoomedProps extends LadderProps {
  readonly width: number;
  readonly spanPx: number;
  readonly onLarger?: () => void;
}

function ZoomedLadder({ trace, chosen, onChoose, width, spanPx, onLarger }: ZoomedProps) {
  const design = useDesign();
  const [zoom, setZoom] = useState(0);
  const picture = ladderOf(trace, { width, spanPx: spanPx * (ZOOMS[zoom] ?? 1) });
  return (
    <div>
      <div className="flex items-center gap-1 pb-1">
        <p className="flex-1 text-sm text-text-3">Time runs downwards, to scale.</p>
        <IconButton
          icon="minus"
          label="Shorter time scale"
          disabled={zoom === 0}
          onClick={() => setZoom(Math.max(0, zoom - 1))}
        />
        <IconButton
          icon="plus"
          label="Longer time scale"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}
        />
        {onLarger === undefined ? null : (
          <Button small variant="quiet" onClick={onLarger}>
            Larger
          </Button>
        )}
      </div>
      <div
        className="max-h-[60dvh] overflow-auto rounded-md bg-surface-2"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label="Ladder"
      >
        <LadderDrawing picture={picture} design={design} chosen={chosen} onChoose={onChoose} />
      </div>
    </div>
  );
}

interface DrawingProps {
  readonly picture: LadderPicture;
  readonly design: Design;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function LadderDrawing({ picture, design, chosen, onChoose }: DrawingProps) {
  const { width, height, lifelines, ticks, stays, arrows } = picture;
  const step = lifelines.length > 1 ? (lifelines[1]?.x ?? 0) - (lifelines[0]?.x ?? 0) : width;
  return (
    <svg width={width} height={height} aria-hidden="true" data-testid="ladder" className="block text-[11px]">
      {ticks.map(({ y, ms }) => (
        <g key={ms}>
          <line x1={46} x2={width - 8} y1={y} y2={y} stroke="var(--line)" />
          <text x={42} y={y + 4} textAnchor="end" fill="var(--text-3)" className="tabular-nums">
            {quantityText(formatMs(ms))}
          </text>
        </g>
      ))}
      {lifelines.map(({ nodeId, x }, index) => (
        <g key={nodeId}>
          <line x1={x} x2={x} y1={22} y2={height - 4} stroke="var(--line-control)" />
          <text x={x} y={15} textAnchor={endOf(index, lifelines.length)} fill="var(--text-1)" className="font-medium">
            {shortened(nodeName(design, nodeId), step)}
          </text>
        </g>
      ))}
      {stays.map(({ key, x, fromY, queuedToY, toY }) => (
        <g key={key}>
          <rect
            x={x - 4}
            y={fromY}
            width={8}
            height={Math.max(1, toY - fromY)}
            rx={1}
            className="fill-surface-1 stroke-line-control"
          />
          <rect x={x - 4} y={fromY} width={8} height={queuedToY - fromY} fill="var(--slow)" />
        </g>
      ))}
      {arrows.map((arrow) => (
        <Arrow key={arrow.index} arrow={arrow} isChosen={arrow.index === chosen} onChoose={onChoose} />
      ))}
    </svg>
  );
}

function endOf(index: number, count: number): 'start' | 'middle' | 'end' {
  if (index === 0) return 'start';
  return index === count - 1 ? 'end' : 'middle';
}

function shortened(name: string, roomPx: number): string {
  const letters = Math.max(3, Math.floor(roomPx / LETTER_PX));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

interface ArrowProps {
  readonly arrow: LadderArrow;
  readonly isChosen: boolean;
  readonly onChoose: (index: number) => void;
}

/** One flight; the table below is its way by keyboard. */
function Arrow({ arrow, isChosen, onChoose }: ArrowProps) {
  const { from, to, flight, hasLabel, index } = arrow;
  const look = flightLook(flight);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const flat = Math.abs(angle) > 90 ? angle - 180 : angle;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const colour = `var(${look.token})`;
  return (
    <g onClick={() => onChoose(index)} className="cursor-pointer" data-flight={flight.kind}>
      <title>{`${flightWords(flight)}: ${flight.bytes} B in ${flight.packets} ${flight.packets === 1 ? 'packet' : 'packets'}`}</title>
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke="transparent" strokeWidth={9} />
      <line
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        stroke={colour}
        strokeWidth={isChosen ? 3 : 1.5}
        strokeDasharray={look.dashes}
      />
      {flight.arrivedNs < 0 ? (
        <path d={`M${to.x - 4},${to.y - 4}l8,8m0,-8l-8,8`} stroke={colour} strokeWidth={2} />
      ) : (
        <path d="M0,0l-7,-3.5v7z" fill={colour} transform={`translate(${to.x},${to.y}) rotate(${angle})`} />
      )}
      {hasLabel ? (
        <text
          transform={`translate(${middle.x},${middle.y}) rotate(${Math.abs(flat) > 30 ? 0 : flat})`}
          y={-4}
          textAnchor="middle"
          fill={colour}
          stroke="var(--surface-2)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {flightWords(flight)}
        </text>
      ) : null}
    </g>
  );
}
