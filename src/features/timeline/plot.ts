import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { RunMark } from '../../state/run-marks.ts';
import type { RunWindows } from '../../state/windows.ts';
import { quantityText } from '../../model/units.ts';
import { drawnRows, endsS } from './chart-data.ts';
import type { ChartSpec } from './chart-specs.ts';

/** Charts with the same key share one cursor. */
const CURSOR_KEY = 'timeline';
/** The time axis is this long at least, so that the first seconds do not race across the chart. */
const MIN_SPAN_S = 10;
const AXIS_WIDTH_PX = 50;
const FONT = '11px "Inter Variable", system-ui, sans-serif';
const MARK_TOKENS: Readonly<Record<RunMark['kind'], string>> = {
  fault: '--fail',
  planned: '--retry',
  edit: '--accent',
  traffic: '--idle',
  decision: '--text-1',
};

type Row = (number | null)[];

/** Reading a style makes the browser work out all styles, and a chart asks for a colour with each stroke: kept per theme. */
const colors = new Map<string, string>();
let colorsOf: string | undefined;

function token(name: string): string {
  const { theme } = document.documentElement.dataset;
  if (theme !== colorsOf) colors.clear();
  colorsOf = theme;
  let color = colors.get(name);
  if (color === undefined) {
    color = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    colors.set(name, color);
  }
  return color;
}

/** uPlot leaves a gap where a value is null; NaN would spoil the scale. */
function withGaps(values: readonly number[]): Row {
  return values.map((value) => (Number.isFinite(value) ? value : null));
}

export interface PlotEvents {
  /** The row under the cursor, or the last one; null when there is none. Called outside React. */
  readonly onRow: (row: number | null) => void;
  readonly marks: () => readonly RunMark[];
}

/** One chart over simulated time. Nothing in it is React: data, cursor and marks are drawn when they change. */
export class Plot {
  private readonly plot: UPlot;
  private rows: readonly number[] = [];

  constructor(
    private readonly spec: ChartSpec,
    host: HTMLElement,
    private readonly events: PlotEvents,
  ) {
    this.plot = new UPlot(this.options(host), this.emptyData(), host);
  }

  resize(width: number, height: number): void {
    if (width > 0 && height > 0) this.plot.setSize({ width, height });
  }

  update(windows: RunWindows): void {
    this.rows = drawnRows(windows);
    const data = [
      endsS(windows, this.rows),
      ...this.spec.series.map((one) => withGaps(one.values(windows, this.rows))),
    ];
    this.plot.setData(data as UPlot.AlignedData);
    this.tellRow();
  }

  /** Colours or marks changed. */
  redraw(): void {
    this.plot.redraw(false);
  }

  destroy(): void {
    this.plot.destroy();
  }

  private emptyData(): UPlot.AlignedData {
    return [[], ...this.spec.series.map(() => [])] as unknown as UPlot.AlignedData;
  }

  private tellRow(): void {
    const index = this.plot.cursor.idx ?? this.rows.length - 1;
    this.events.onRow(this.rows[index] ?? null);
  }

  private options(host: HTMLElement): UPlot.Options {
    const { spec } = this;
    return {
      width: Math.max(80, host.clientWidth),
      height: Math.max(60, host.clientHeight),
      // Half of the last label of the time axis stands beyond its end.
      padding: [6, 16, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: CURSOR_KEY }, drag: { x: false, y: false }, points: { size: 6 }, y: false },
      scales: {
        x: { time: false, range: (_plot, _min, max) => [0, Math.max(MIN_SPAN_S, max ?? 0)] },
        y: { range: (_plot, _min, max) => [0, spec.top ?? Math.max((max ?? 0) * 1.1, Number.EPSILON * 4 || 1)] },
      },
      series: [
        {},
        ...spec.series.map((one) => ({
          label: one.words,
          stroke: () => token(one.token),
          width: 1.5,
          dash: [...one.dash],
          points: { show: false },
          spanGaps: false,
        })),
      ],
      axes: [
        this.axis((value) => `${value}\u202fs`, 18),
        { ...this.axis((value) => quantityText(spec.format(value)), AXIS_WIDTH_PX), space: 24 },
      ],
      hooks: { setCursor: [() => this.tellRow()], draw: [(plot) => this.drawMarks(plot)] },
    };
  }

  private axis(words: (value: number) => string, size: number): UPlot.Axis {
    return {
      stroke: () => token('--text-3'),
      font: FONT,
      size,
      gap: 4,
      grid: { stroke: () => token('--line'), width: 1 },
      ticks: { show: false },
      values: (_plot, splits) => splits.map((value) => (value === null ? null : words(value))),
    };
  }

  /** A line where something began, a tint while it lasted. */
  private drawMarks(plot: UPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const mark of this.events.marks()) {
      const left = plot.valToPos(mark.atS, 'x', true);
      const right = mark.untilS === undefined ? left : plot.valToPos(mark.untilS, 'x', true);
      if (left > bbox.left + bbox.width) continue;
      ctx.fillStyle = token(MARK_TOKENS[mark.kind]);
      ctx.globalAlpha = 0.12;
      if (right > left) ctx.fillRect(left, bbox.top, Math.min(right, bbox.left + bbox.width) - left, bbox.height);
      ctx.globalAlpha = 0.8;
      ctx.fillRect(Math.round(left), bbox.top, mark.kind === 'edit' ? 1 : 2, bbox.height);
    }
    ctx.restore();
  }
}
