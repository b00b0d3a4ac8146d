import { useEffect, useRef } from 'react';
import { formatCount, quantityText } from '../../model/units.ts';
import { useRunMarks } from '../../state/run-marks.ts';
import { runWindows } from '../../state/windows.ts';
import type { ChartSpec } from './chart-specs.ts';
import { onChartTick } from './chart-tick.ts';
import type { Plot, PlotEvents } from './plot.ts';
import { SeriesSwatch } from './SeriesSwatch.tsx';

/** Builds the chart into the page and keeps it up to date until the returned function is called. */
function mountPlot(ChartPlot: typeof Plot, host: HTMLElement, spec: ChartSpec, onRow: PlotEvents['onRow']): () => void {
  const plot = new ChartPlot(spec, host, { onRow, marks: () => useRunMarks.getState().marks });
  const sizes = new ResizeObserver(() => plot.resize(host.clientWidth, host.clientHeight));
  sizes.observe(host);
  const stopTicks = onChartTick(() => plot.update(runWindows));
  const stopMarks = useRunMarks.subscribe(() => plot.redraw());
  const themes = new MutationObserver(() => plot.redraw());
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    sizes.disconnect();
    themes.disconnect();
    stopTicks();
    stopMarks();
    plot.destroy();
  };
}

/** The same once the chart library is there: the page has its first picture without it. */
function mountPlotLater(host: HTMLElement, spec: ChartSpec, onRow: PlotEvents['onRow']): () => void {
  let unmount: (() => void) | null = null;
  let isWanted = true;
  const mount = async (): Promise<void> => {
    const { Plot: ChartPlot } = await import('./plot.ts');
    if (isWanted) unmount = mountPlot(ChartPlot, host, spec, onRow);
  };
  mount().catch((error: unknown) => {
    host.textContent = `The chart could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
  });
  return () => {
    isWanted = false;
    unmount?.();
  };
}

/**
 * Every line keeps its name for as long as it is drawn: long names are cut short, none is left out. Where a row of short names
 * has no room (the widths are those of names and figures of four digits), they stand in two.
 */
function legendLook({ hasLongNames, series }: ChartSpec): string {
  const hasMany = series.length > 2;
  if (hasLongNames === true) return hasMany ? 'grid grid-cols-2 gap-x-2 pr-2' : 'grid gap-x-2 pr-2';
  const narrow = hasMany
    ? '@max-[260px]/chart:grid @max-[260px]/chart:h-8 @max-[260px]/chart:grid-cols-[auto_1fr]'
    : '@max-[200px]/chart:grid @max-[200px]/chart:h-8';
  return `flex h-4 gap-x-1.5 overflow-hidden @max-[700px]:gap-x-1 ${narrow}`;
}

/** One chart with its title and the values under the cursor (or the latest), written without a render. */
export function TimelineChart({ spec }: { readonly spec: ChartSpec }) {
  const host = useRef<HTMLDivElement>(null);
  const values = useRef<(HTMLSpanElement | null)[]>([]);
  const samples = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (host.current === null || spec.series.length === 0) return undefined;
    return mountPlotLater(host.current, spec, (row) => {
      spec.series.forEach((one, index) => {
        const cell = values.current[index];
        const value = row === null ? Number.NaN : (one.values(runWindows, [row])[0] ?? Number.NaN);
        if (cell) cell.textContent = quantityText(spec.format(value));
      });
      const count = row === null ? Number.NaN : spec.samples(runWindows, row);
      if (samples.current !== null)
        samples.current.textContent = Number.isNaN(count) ? '' : `n = ${quantityText(formatCount(count))}`;
    });
  }, [spec]);
  return (
    <figure
      className="@container/chart flex min-w-0 flex-col border-l border-line pl-2 first:border-l-0"
      style={{ flex: `${spec.width} 1 0` }}
      data-chart={spec.id}
    >
      <figcaption className="text-xs whitespace-nowrap text-text-2">
        <span className="flex h-4 items-center justify-between pr-2">
          <span className="font-semibold text-text-1">{spec.title}</span>
          <span ref={samples} className="text-text-3 tabular-nums" />
        </span>
        <span className={legendLook(spec)} title={spec.series.map((one) => one.words).join(', ')}>
          {spec.series.map((one, index) => (
            <span key={one.words} className="flex h-4 min-w-0 items-center gap-1">
              <SeriesSwatch token={one.token} dash={one.dash} />
              <span className={spec.hasLongNames === true ? 'truncate' : ''}>{one.words}</span>
              <span
                ref={(cell) => void (values.current[index] = cell)}
                className="font-medium text-text-1 tabular-nums"
              />
            </span>
          ))}
        </span>
      </figcaption>
      {spec.series.length === 0 ? (
        <p className="text-sm text-text-3">{spec.empty}</p>
      ) : (
        <div ref={host} className="min-h-0 flex-1 overflow-hidden" title={spec.empty} />
      )}
    </figure>
  );
}
