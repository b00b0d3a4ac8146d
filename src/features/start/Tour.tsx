import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { endTour, moveTour, TOUR, useTour, type TourStop } from './tour-state.ts';

/** Space between a part of the page and the ring round it. */
const RING_PX = 4;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the part of the page is now; null when this screen does not show it. */
function boxOf(selector: string): Box | null {
  const rect = document.querySelector(selector)?.getBoundingClientRect();
  if (rect === undefined || rect.width === 0) return null;
  const { left, top, width, height } = rect;
  return { left: left + RING_PX, top: top + RING_PX, width: width - 2 * RING_PX, height: height - 2 * RING_PX };
}

function Ring({ selector }: { readonly selector: string }) {
  const [box, setBox] = useState(() => boxOf(selector));
  useEffect(() => {
    const measure = () => setBox(boxOf(selector));
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [selector]);
  if (box === null) return null;
  return (
    <div aria-hidden="true" style={box} className="pointer-events-none fixed z-40 rounded-lg border-2 border-accent" />
  );
}

/** Five stops at most, beside the page and never over what they are about to stop anybody: everything keeps working. */
export function Tour() {
  const step = useTour((state) => state.step);
  const stop = step === null ? undefined : TOUR[step];
  return step === null || stop === undefined ? null : <TourCard key="tour" step={step} stop={stop} />;
}

function TourCard({ step, stop }: { readonly step: number; readonly stop: TourStop }) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const isLast = step === TOUR.length - 1;
  return (
    <>
      <Ring selector={stop.selector} />
      {/* Its keys work while the focus is in it; the page's own go on elsewhere. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={card}
        tabIndex={-1}
        role="dialog"
        aria-label={`Tour, ${stop.title}`}
        aria-describedby="tour-text"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') endTour();
          else moveTour(event.key === 'ArrowRight' ? 1 : -1);
        }}
        className="fixed bottom-20 left-1/2 z-50 flex short:bottom-2 short:max-h-[calc(100dvh-16px)] short:overflow-y-auto w-[min(26rem,calc(100vw-24px))] -translate-x-1/2 flex-col gap-2 rounded-xl border border-line bg-surface-1 p-4 text-text-1 shadow-float outline-none"
      >
        <div className="flex items-start gap-2">
          <h2 className="flex-1 text-lg font-semibold">{stop.title}</h2>
          <IconButton icon="x" label="End the tour" small onClick={endTour} />
        </div>
        <p id="tour-text" aria-live="polite" className="text-text-2">
          {stop.text}
        </p>
        <div className="flex items-center gap-2 pt-1">
          <span className="mr-auto text-sm text-text-3">
            {step + 1} of {TOUR.length}
          </span>
          {step === 0 ? <Button onClick={endTour}>Skip</Button> : <Button onClick={() => moveTour(-1)}>Back</Button>}
          <Button variant="primary" onClick={() => moveTour(1)}>
            {isLast ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  );
}
