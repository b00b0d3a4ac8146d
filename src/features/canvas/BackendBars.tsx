import { useEffect, useRef } from 'react';
import { NS_PER_S } from '../../model/units.ts';
import { useDocument } from '../../state/document.ts';
import { runClock } from '../../state/run-clock.ts';
import { followBackends } from './backend-feed.ts';
import { drawBackends } from './draw-backends.ts';

/** How a balancer spreads its load, one bar for each backend, and who is out and why; written to the page directly, without a render. */
export function BackendBars({ id }: { readonly id: string }) {
  const bars = useRef<HTMLSpanElement>(null);
  const spread = useRef<HTMLSpanElement>(null);
  const out = useRef<HTMLParagraphElement>(null);
  useEffect(
    () =>
      followBackends(id, (view) => {
        if (bars.current === null || spread.current === null || out.current === null) return;
        const nowS = runClock.read().timeNs / NS_PER_S;
        const marks = { bars: bars.current, spread: spread.current, out: out.current };
        drawBackends(marks, view, useDocument.getState().present, nowS);
      }),
    [id],
  );
  return (
    <>
      <span ref={bars} role="img" aria-label="" className="backend-bars" hidden />
      <span
        ref={spread}
        className="shrink-0 tabular-nums"
        title="Coefficient of variation of the requests per second over the backends that are up: 0 % is even"
      />
      <p ref={out} className="backends-out" />
    </>
  );
}
