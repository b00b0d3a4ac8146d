import { create } from 'zustand';
import type { Report } from '../../model/report.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useRun } from '../../state/run.ts';

/** Whether the sheet for paper is on the page, and the last report of the present run. */
export const usePrint = create<{ readonly isPrinting: boolean; readonly report: Report | null }>(() => ({
  isPrinting: false,
  report: null,
}));

async function fetchReport(): Promise<void> {
  const report = await simulation.report();
  usePrint.setState({ report: report === null || report.totals.issued === 0 ? null : report });
}

/** Keeps the report of the present run at hand, because a page that is printed cannot wait for it. */
function followRun(): () => void {
  return useRun.subscribe((now, before) => {
    if (now.epoch !== before.epoch) usePrint.setState({ report: null });
    if (now.state !== before.state && now.state !== 'running' && now.started) void fetchReport().catch(() => undefined);
  });
}

let listens: () => void;
/** Resolves once somebody puts the sheet on the page when it is asked for. */
const listening = new Promise<void>((resolve) => {
  listens = resolve;
});

/** Puts the sheet on the page while it is printed. Gives the function that ends this. */
export function followPrinting(show: (isPrinting: boolean) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  addEventListener('beforeprint', () => show(true), { signal });
  addEventListener('afterprint', () => show(false), { signal });
  const endFollowing = followRun();
  listens();
  return () => {
    ending.abort();
    endFollowing();
  };
}

/** Prints the design with the newest figures. */
export async function printDesign(): Promise<void> {
  await Promise.all([fetchReport().catch(() => undefined), listening]);
  globalThis.print();
}
