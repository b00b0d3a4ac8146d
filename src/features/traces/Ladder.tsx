import { useLayoutEffect, useRef, useState } from 'react';
import type { Trace } from '../../model/trace.ts';
import { useDesign } from '../../state/document.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { FlightTable } from './FlightTable.tsx';
import { longWaits } from './ladder-clock.ts';
import { ladderOf } from './ladder-layout.ts';
import { LadderDrawing, LadderNames } from './LadderDrawing.tsx';

const NARROW_PX = 288;
const WIDE_PX = 920;
const SPAN_PX = { narrow: 300, wide: 460 } as const;
const ZOOMS = [1, 2, 4, 8, 16, 32] as const;

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
  const [cutsWaits, setCutsWaits] = useState(true);
  const waits = longWaits(trace);
  const shown = cutsWaits ? waits : [];
  const picture = ladderOf(trace, { width, spanPx: spanPx * (ZOOMS[zoom] ?? 1), waits: shown });
  const frame = useKeptPlace(picture.height);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-1 pb-1">
        <p className="flex-1 text-sm text-text-3">
          {shown.length === 0
            ? 'Time runs downwards, to scale.'
            : 'Time runs downwards, to scale but for the waits cut out.'}
        </p>
        {waits.length === 0 ? null : (
          <Button small variant="quiet" onClick={() => setCutsWaits(!cutsWaits)}>
            {cutsWaits ? 'Show long waits' : 'Cut long waits'}
          </Button>
        )}
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
        ref={frame}
        className="max-h-[60dvh] overflow-auto rounded-md bg-surface-2"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        role="group"
        aria-label="Ladder"
      >
        <LadderNames picture={picture} design={design} />
        <LadderDrawing picture={picture} chosen={chosen} onChoose={onChoose} />
      </div>
    </div>
  );
}

/** Keeps what is in the middle of a scrolled frame there when its content becomes taller or shorter. */
function useKeptPlace(height: number) {
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(height);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || before.current === height) return;
    const half = element.clientHeight / 2;
    element.scrollTop = ((element.scrollTop + half) * height) / before.current - half;
    before.current = height;
  }, [height]);
  return frame;
}
