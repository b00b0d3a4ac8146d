import { OUTCOMES, outcomeText } from '../../model/outcome.ts';
import { WINDOW } from '../../model/snapshot.ts';
import type { RunWindows } from '../../state/windows.ts';

/** Points drawn at most; beyond, every n-th window is drawn. */
const MAX_POINTS = 1_200;
/** Failure reasons with a line of their own; the others are summed up. */
export const MAX_REASONS = 4;

export interface Reason {
  /** Outcome code; -1 for all others together. */
  readonly code: number;
  readonly words: string;
}

/** Rows of the windows that are drawn. */
export function drawnRows(windows: RunWindows): readonly number[] {
  const stride = Math.max(1, Math.ceil(windows.count / MAX_POINTS));
  const rows: number[] = [];
  for (let row = stride - 1; row < windows.count; row += stride) rows.push(row);
  return rows;
}

/** End of each window in simulated seconds. */
export function endsS(windows: RunWindows, rows: readonly number[]): number[] {
  return rows.map((row) => windows.value(row, WINDOW.startS) + windows.value(row, WINDOW.lengthS));
}

/** A count as a rate per second. */
export function ratesOf(windows: RunWindows, rows: readonly number[], counts: number): number[] {
  return rows.map((row) => windows.value(row, counts) / windows.value(row, WINDOW.lengthS));
}

export function valuesOf(windows: RunWindows, rows: readonly number[], values: number): number[] {
  return rows.map((row) => windows.value(row, values));
}

/** Hits as a share of what was asked of caches; NaN in windows that asked none. */
export function hitRatios(windows: RunWindows, rows: readonly number[]): number[] {
  return rows.map((row) => {
    const hits = windows.value(row, WINDOW.hits);
    const asked = hits + windows.value(row, WINDOW.misses);
    return asked > 0 ? hits / asked : Number.NaN;
  });
}

/** A count as a share of the one-way messages that ended; NaN in windows without any. */
export function sharesOf(windows: RunWindows, rows: readonly number[], counts: number): number[] {
  return rows.map((row) => {
    const messages = windows.value(row, WINDOW.messages);
    return messages > 0 ? windows.value(row, counts) / messages : Number.NaN;
  });
}

/** The most frequent failure reasons of the run so far, and "other" when there are more. */
export function topReasons(windows: RunWindows): readonly Reason[] {
  const totals = OUTCOMES.map((outcome, code) => ({ code, words: outcomeText(outcome), count: 0 })).slice(2);
  for (const total of totals) {
    for (let row = 0; row < windows.count; row++) total.count += windows.value(row, WINDOW.byOutcome + total.code);
  }
  const seen = totals.filter((total) => total.count > 0).toSorted((a, b) => b.count - a.count || a.code - b.code);
  if (seen.length <= MAX_REASONS) return seen;
  return [...seen.slice(0, MAX_REASONS - 1), { code: -1, words: 'other' }];
}

/** Failures per second of one reason; of all that are not in `reasons` for code -1. */
export function reasonRates(
  windows: RunWindows,
  rows: readonly number[],
  reason: Reason,
  reasons: readonly Reason[],
): number[] {
  const count = (row: number): number => {
    if (reason.code >= 0) return windows.value(row, WINDOW.byOutcome + reason.code);
    const named = reasons.reduce(
      (sum, one) => sum + (one.code < 0 ? 0 : windows.value(row, WINDOW.byOutcome + one.code)),
      0,
    );
    return windows.value(row, WINDOW.failed) - named;
  };
  return rows.map((row) => count(row) / windows.value(row, WINDOW.lengthS));
}
