import { WINDOW } from '../../model/snapshot.ts';
import { formatMs, formatRate, formatRatio, type Quantity } from '../../model/units.ts';
import type { RunWindows } from '../../state/windows.ts';
import { hitRatios, MAX_REASONS, ratesOf, reasonRates, sharesOf, topReasons, valuesOf } from './chart-data.ts';

export interface ChartSeries {
  readonly words: string;
  /** CSS custom property of its colour. */
  readonly token: string;
  /** Dashes tell lines apart without colour; empty is a solid line. */
  readonly dash: readonly number[];
  values(windows: RunWindows, rows: readonly number[]): number[];
}

export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /** What it shows when there is nothing to show yet. */
  readonly empty: string;
  readonly format: (value: number) => Quantity;
  readonly series: readonly ChartSeries[];
  /** Number of samples behind the values of one window. */
  samples(windows: RunWindows, row: number): number;
  /** Share of the panel's width, relative to the others. */
  readonly width: number;
  /** Fixed top of the scale, or null to follow the values. */
  readonly top: number | null;
  /** The names of its lines are sentences, and take the room of two lines of text. */
  readonly hasLongNames?: boolean;
}

function counted(words: string, token: string, column: number, dash: readonly number[] = []): ChartSeries {
  return { words, token, dash, values: (windows, rows) => ratesOf(windows, rows, column) };
}

function measured(words: string, token: string, column: number, dash: readonly number[] = []): ChartSeries {
  return { words, token, dash, values: (windows, rows) => valuesOf(windows, rows, column) };
}

const RATE: ChartSpec = {
  id: 'rate',
  title: 'Requests',
  empty: 'Requests per second, sent and answered.',
  format: formatRate,
  series: [counted('sent', '--accent', WINDOW.issued, [4, 3]), counted('answered', '--ok', WINDOW.succeeded)],
  samples: (windows, row) => windows.value(row, WINDOW.issued),
  width: 0.95,
  top: null,
};

const LATENCY: ChartSpec = {
  id: 'latency',
  title: 'Latency',
  empty: 'How long answered requests took, by percentile.',
  format: formatMs,
  series: [
    measured('p50', '--text-3', WINDOW.p50Ms),
    measured('p95', '--accent', WINDOW.p95Ms),
    measured('p99', '--slow', WINDOW.p99Ms, [4, 3]),
  ],
  samples: (windows, row) => windows.value(row, WINDOW.succeeded),
  width: 1.25,
  top: null,
};

const HITS: ChartSpec = {
  id: 'hits',
  title: 'Hit ratio',
  empty: 'Share of look-ups that caches and CDNs answered themselves. There is none in this design yet.',
  format: formatRatio,
  series: [{ words: 'hits', token: '--hit', dash: [], values: hitRatios }],
  samples: (windows, row) => windows.value(row, WINDOW.hits) + windows.value(row, WINDOW.misses),
  width: 0.7,
  top: 1,
};

const MEDIA: ChartSpec = {
  id: 'media',
  title: 'Lost and late',
  empty: 'Share of one-way messages that were lost, and of those that came too late to be played.',
  format: formatRatio,
  series: [
    { words: 'lost', token: '--fail', dash: [], values: (run, rows) => sharesOf(run, rows, WINDOW.messagesLost) },
    { words: 'late', token: '--slow', dash: [4, 3], values: (run, rows) => sharesOf(run, rows, WINDOW.messagesLate) },
  ],
  samples: (windows, row) => windows.value(row, WINDOW.messages),
  width: 0.9,
  top: null,
};

const JITTER: ChartSpec = {
  id: 'jitter',
  title: 'Jitter',
  empty: 'By how much the times that packets of media take differ from one to the next.',
  format: formatMs,
  series: [measured('jitter', '--accent', WINDOW.jitterMs)],
  samples: (windows, row) => (windows.value(row, WINDOW.jitterMs) >= 0 ? windows.value(row, WINDOW.messages) : 0),
  width: 0.7,
  top: null,
};

/** Lines of the failure chart, most frequent first. */
const REASON_LOOKS: readonly { readonly token: string; readonly dash: readonly number[] }[] = [
  { token: '--fail', dash: [] },
  { token: '--slow', dash: [6, 3] },
  { token: '--hit', dash: [2, 2] },
  { token: '--text-3', dash: [8, 3, 2, 3] },
];

function failures(run: RunWindows): ChartSpec {
  const reasons = topReasons(run).slice(0, MAX_REASONS);
  return {
    id: 'failures',
    title: 'Failures',
    empty: 'No request has failed. Reasons appear here when one does.',
    format: formatRate,
    series: reasons.map((reason, index) => ({
      words: reason.words,
      token: REASON_LOOKS[index]?.token ?? '--fail',
      dash: REASON_LOOKS[index]?.dash ?? [],
      values: (windows, rows) => reasonRates(windows, rows, reason, reasons),
    })),
    samples: (windows, row) => windows.value(row, WINDOW.failed),
    width: 1.2,
    top: null,
    hasLongNames: true,
  };
}

/** Whether a chart has anything to show in this run; without it the others have the room. */
function hasSamples(windows: RunWindows, spec: ChartSpec): boolean {
  for (let row = windows.count - 1; row >= 0; row--) if (spec.samples(windows, row) > 0) return true;
  return false;
}

/** What the charts of this run show. Two lists with equal `specsKey` draw the same lines. */
export function chartSpecs(windows: RunWindows): readonly ChartSpec[] {
  const more = [HITS, MEDIA, JITTER].filter((spec) => hasSamples(windows, spec));
  return [RATE, LATENCY, failures(windows), ...more];
}

/** Changes when a chart gets other lines. */
export function specsKey(specs: readonly ChartSpec[]): string {
  return specs.map((spec) => `${spec.id}:${spec.series.map((one) => one.words).join(',')}`).join(';');
}
