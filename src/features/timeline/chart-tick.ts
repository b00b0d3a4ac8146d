import { runWindows } from '../../state/windows.ts';

/** Charts are drawn at most this often (performance.md section 2: 4 to 10 Hz). */
const TICK_MS = 250;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;
let lastMs = Number.NEGATIVE_INFINITY;
let stop: (() => void) | null = null;

function tick(): void {
  timer = null;
  if (document.hidden) return;
  lastMs = performance.now();
  for (const listener of listeners) listener();
}

function plan(): void {
  if (timer !== null || document.hidden) return;
  timer = setTimeout(tick, Math.max(0, lastMs + TICK_MS - performance.now()));
}

/** Calls the listener soon, and after new windows, at most four times a second, never while the page is hidden. */
export function onChartTick(listener: () => void): () => void {
  listeners.add(listener);
  if (stop === null) {
    const leave = runWindows.subscribe(plan);
    document.addEventListener('visibilitychange', plan);
    stop = () => {
      leave();
      document.removeEventListener('visibilitychange', plan);
    };
  }
  plan();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}
