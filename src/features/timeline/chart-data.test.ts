import { describe, expect, it } from 'vitest';
import { OUTCOME } from '../../model/outcome.ts';
import { BUFFER_KIND, HEADER, WINDOW } from '../../model/snapshot.ts';
import { RunWindows } from '../../state/windows.ts';
import { drawnRows, endsS, hitRatios, ratesOf, reasonRates, topReasons } from './chart-data.ts';
import { chartSpecs, specsKey } from './chart-specs.ts';

type Row = Partial<Record<'issued' | 'failed' | 'hits' | 'misses', number>> & {
  readonly outcomes?: Readonly<Record<number, number>>;
};

/** Windows of half a second each. */
function windowsOf(rows: readonly Row[]): RunWindows {
  const buffer = new Float64Array(HEADER.length + rows.length * WINDOW.columns);
  buffer[HEADER.kind] = BUFFER_KIND.figures;
  buffer[HEADER.windowRows] = rows.length;
  rows.forEach((row, index) => {
    const base = HEADER.length + index * WINDOW.columns;
    buffer[base + WINDOW.startS] = index / 2;
    buffer[base + WINDOW.lengthS] = 0.5;
    for (const name of ['issued', 'failed', 'hits', 'misses'] as const) buffer[base + WINDOW[name]] = row[name] ?? 0;
    for (const [code, count] of Object.entries(row.outcomes ?? {}))
      buffer[base + WINDOW.byOutcome + Number(code)] = count;
  });
  const windows = new RunWindows();
  windows.ingest(buffer);
  return windows;
}

describe('chart data', () => {
  it('turns counts of a window into rates at its end', () => {
    const windows = windowsOf([{ issued: 10 }, { issued: 20 }]);
    expect(endsS(windows, drawnRows(windows))).toEqual([0.5, 1]);
    expect(ratesOf(windows, drawnRows(windows), WINDOW.issued)).toEqual([20, 40]);
  });

  it('has no hit ratio where nothing was asked', () => {
    const windows = windowsOf([{ hits: 3, misses: 1 }, {}]);
    expect(hitRatios(windows, [0, 1])).toEqual([0.75, Number.NaN]);
  });

  it('draws at most 1,200 points of a long run, the last one among them', () => {
    const windows = windowsOf(Array.from({ length: 5_000 }, () => ({ issued: 1 })));
    const rows = drawnRows(windows);
    expect(rows.length).toBeLessThanOrEqual(1_200);
    expect(rows.at(-1)).toBeGreaterThan(4_990);
  });

  it('names the most frequent failures and sums up the rest, so that all lines together are all failures', () => {
    const outcomes = {
      [OUTCOME.timeout]: 5,
      [OUTCOME.queue_full]: 9,
      [OUTCOME.shed]: 1,
      [OUTCOME.server_error]: 3,
      [OUTCOME.rate_limited]: 2,
    };
    const windows = windowsOf([{ failed: 20, outcomes }]);
    const reasons = topReasons(windows);
    expect(reasons.map((reason) => reason.words)).toEqual([
      '503 queue full',
      'time-out (504 by a proxy)',
      '500 server error',
      'other',
    ]);
    const sum = reasons.reduce((total, reason) => total + (reasonRates(windows, [0], reason, reasons)[0] ?? 0), 0);
    expect(sum).toBe(40);
  });

  it('has a chart of hits only when a cache was asked, and new lines only when the reasons change', () => {
    const plain = windowsOf([{ issued: 1 }]);
    expect(chartSpecs(plain).map((spec) => spec.id)).toEqual(['rate', 'latency', 'failures']);
    const cached = windowsOf([{ hits: 1 }]);
    expect(chartSpecs(cached).map((spec) => spec.id)).toContain('hits');
    const failing = windowsOf([{ failed: 1, outcomes: { [OUTCOME.timeout]: 1 } }]);
    expect(specsKey(chartSpecs(failing))).not.toBe(specsKey(chartSpecs(plain)));
    expect(specsKey(chartSpecs(failing))).toBe(
      specsKey(chartSpecs(windowsOf([{ failed: 3, outcomes: { [OUTCOME.timeout]: 3 } }]))),
    );
  });
});
