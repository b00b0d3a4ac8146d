import type { TraceSummary } from '../../model/trace.ts';
import { formatMs, NS_PER_MS } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { focusTrace } from '../../state/panel-focus.ts';
import { Icon } from '../../ui/Icon.tsx';
import { QuantityText } from '../../ui/QuantityText.tsx';
import { Section } from '../../ui/Section.tsx';
import { outcomeWords } from './Waterfall.tsx';

/** Rows of each group. */
const MAX_ROWS = 12;

const GROUPS = [
  { kept: 'slowest', title: 'Slowest' },
  { kept: 'failed', title: 'Failed' },
  { kept: 'ordinary', title: 'Ordinary' },
] as const;

/** The slowest first in each group. */
export function tracesOf(traces: readonly TraceSummary[], kept: TraceSummary['kept']): readonly TraceSummary[] {
  return traces
    .filter((trace) => trace.kept === kept)
    .toSorted((a, b) => b.latencyNs - a.latencyNs || a.requestId - b.requestId)
    .slice(0, MAX_ROWS);
}

function TraceRow({ trace, slowestNs }: { readonly trace: TraceSummary; readonly slowestNs: number }) {
  const design = useDesign();
  const failed = trace.outcome !== 'ok';
  return (
    <li>
      <button
        type="button"
        onClick={() => focusTrace(trace.requestId)}
        className="relative flex h-8 w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-surface-2"
      >
        <span
          aria-hidden="true"
          className="absolute bottom-0.5 left-1.5 h-0.5 rounded-full bg-accent/50"
          style={{ width: `${slowestNs > 0 ? (95 * trace.latencyNs) / slowestNs : 0}%` }}
        />
        <QuantityText
          value={formatMs(trace.latencyNs / NS_PER_MS)}
          className="w-16 shrink-0 font-semibold tabular-nums"
        />
        <span className="min-w-0 flex-1 truncate text-text-2">
          {nodeName(design, trace.clientId)}, {trace.className}
        </span>
        {failed ? (
          <span className="flex shrink-0 items-center gap-1 text-sm text-fail">
            <Icon name="x" size={12} />
            {outcomeWords(trace.outcome)}
          </span>
        ) : (
          <QuantityText value={formatMs(trace.startNs / NS_PER_MS)} className="shrink-0 text-sm text-text-3" />
        )}
      </button>
    </li>
  );
}

/** The kept requests in three groups. */
export function TraceList({ traces }: { readonly traces: readonly TraceSummary[] }) {
  const slowestNs = Math.max(0, ...traces.map((trace) => trace.latencyNs));
  return GROUPS.map(({ kept, title }) => {
    const rows = tracesOf(traces, kept);
    if (rows.length === 0) return null;
    return (
      <Section key={kept} title={title}>
        <ul>
          {rows.map((trace) => (
            <TraceRow key={trace.requestId} trace={trace} slowestNs={slowestNs} />
          ))}
        </ul>
      </Section>
    );
  });
}
