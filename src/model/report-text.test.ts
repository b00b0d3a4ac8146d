import { describe, expect, it } from 'vitest';
import type { LatencyReport, Report } from './report.ts';
import { allErrors, errorLines, measuredText, meanText, objectiveText } from './report-text.ts';

const NOTHING: LatencyReport = {
  n: 0,
  mean: null,
  p50: null,
  p90: null,
  p95: null,
  p99: null,
  p999: null,
  max: null,
  meanCi95: null,
};

describe('the report in words', () => {
  it('never says NaN or null for what was not measured', () => {
    expect(meanText(NOTHING)).toBe('–');
    expect(measuredText({ metric: 'p95Ms', comparison: '<', value: 150, measured: null, met: false })).toBe(
      'not measured yet',
    );
  });

  it('gives the mean with its interval once there is one', () => {
    expect(meanText({ ...NOTHING, n: 50, mean: 12.34 })).toBe('12.3\u00a0ms');
    expect(meanText({ ...NOTHING, n: 5_000, mean: 12.34, meanCi95: 0.456 })).toBe('12.3\u00a0ms ± 456\u00a0µs');
  });

  it('words objectives with their units', () => {
    expect(objectiveText({ metric: 'successRatio', comparison: '>', value: 0.999 })).toBe(
      'success ratio > 99.9\u00a0%',
    );
    expect(measuredText({ metric: 'p99Ms', comparison: '<', value: 250, measured: 173, met: true })).toBe(
      '173\u00a0ms',
    );
  });

  it('lists failures of all clients, most frequent first, with what they mean', () => {
    const report = {
      clients: { a: { errors: { timeout: 2, queue_full: 1 } }, b: { errors: { queue_full: 4, shed: 0 } } },
    } as unknown as Report;
    const lines = errorLines(allErrors(report));
    expect(lines.map(({ words, count }) => [words, count])).toEqual([
      ['503 queue full', 5],
      ['time-out (504 by a proxy)', 2],
    ]);
    expect(lines.every((line) => line.help.length > 20)).toBe(true);
  });
});
