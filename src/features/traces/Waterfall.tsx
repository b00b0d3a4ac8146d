import { useState } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { outcomeTextOver, translatedText } from '../../model/grpc-status.ts';
import { OUTCOMES } from '../../model/outcome.ts';
import type { Span, Trace } from '../../model/trace.ts';
import { formatMs, NS_PER_MS, NS_PER_US, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { useDesign } from '../../state/document.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PART_LOOKS } from './part-looks.ts';
import { shareOf, usText, waterfallRows, type WaterfallRow } from './trace-layout.ts';

function msText(ns: number): string {
  return quantityText(formatMs(ns / NS_PER_MS));
}

/** An outcome's name in the words of the legend, with the status its caller sees: of gRPC where the call went over it. */
export function outcomeWords(name: string, protocol?: string): string {
  const info = OUTCOMES.find((outcome) => outcome.name === name);
  return info === undefined ? name : outcomeTextOver(protocol, info);
}

/** How a call ended for its caller. Where a gateway between two languages passed on what its own call ended with, in both. */
function spanOutcome(design: Design, trace: Trace, span: Span): string {
  const outside = findEdge(design, span.edgeId)?.config.protocol;
  const passesOn = findSpec(findNode(design, span.nodeId)?.kind ?? '')?.passesAnswersOn === true;
  const inner = trace.spans.findLast(({ parentId, outcome }) => parentId === span.id && outcome === span.outcome);
  const info = OUTCOMES.find(({ name }) => name === span.outcome);
  if (!passesOn || inner === undefined || info === undefined || info.name === 'ok')
    return outcomeWords(span.outcome, textOf(outside));
  return translatedText(info, textOf(outside), textOf(findEdge(design, inner.edgeId)?.config.protocol));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function spanWords(span: Span, design: Design): string {
  const name = nodeName(design, span.nodeId);
  const attempt = span.attempt > 1 ? `, attempt ${span.attempt}` : '';
  return span.parentId < 0 ? name : `${name}${attempt}`;
}

function Bar({ trace, row }: { readonly trace: Trace; readonly row: WaterfallRow }) {
  return (
    <span aria-hidden="true" className="relative block h-2 w-full rounded-sm bg-surface-3">
      {row.segments.map(({ part, fromNs, toNs }) => {
        const from = shareOf(trace, fromNs);
        return (
          <span
            key={`${part} ${fromNs}`}
            title={`${PART_LOOKS[part].words}: ${msText(toNs - fromNs)}`}
            className={classNames(
              'absolute inset-y-0 min-w-px',
              part === 'wait' && 'top-[3px] bottom-[3px]',
              part === 'backoff' && 'opacity-60',
            )}
            style={{
              left: `${from * 100}%`,
              width: `${(shareOf(trace, toNs) - from) * 100}%`,
              background: `var(${PART_LOOKS[part].token})`,
            }}
          />
        );
      })}
    </span>
  );
}

interface SpanDetailsProps {
  readonly trace: Trace;
  readonly row: WaterfallRow;
  readonly outcome: string;
}

function SpanDetails({ trace, row, outcome }: SpanDetailsProps) {
  const { span } = row;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3 pt-1 pb-2 text-sm text-text-2">
      <dt>Starts after</dt>
      <dd className="tabular-nums">{msText(span.startNs - trace.startNs)}</dd>
      {row.segments.map(({ part, fromNs, toNs }) => (
        <div key={`${part} ${fromNs}`} className="contents">
          <dt title={PART_LOOKS[part].help}>{PART_LOOKS[part].words}</dt>
          <dd className="tabular-nums">{usText((toNs - fromNs) / NS_PER_US)}&nbsp;ms</dd>
        </div>
      ))}
      <dt>Outcome</dt>
      <dd>{outcome}</dd>
      {span.note === 'none' || span.note === '' ? null : (
        <>
          <dt>Cache</dt>
          <dd>{span.note}</dd>
        </>
      )}
      {span.endpoint > 0 || span.parentId >= 0 ? (
        <>
          <dt>Replica</dt>
          <dd>{span.endpoint + 1}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** One request as a tree of calls over time; every row opens by click or keyboard. */
export function Waterfall({ trace }: { readonly trace: Trace }) {
  const design = useDesign();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <ol aria-label="Waterfall">
      {waterfallRows(trace).map((row) => {
        const { span } = row;
        const outcome = spanOutcome(design, trace, span);
        const failed = span.outcome !== 'ok' && span.outcome !== 'in_flight';
        return (
          <li key={span.id}>
            <button
              type="button"
              aria-expanded={open === span.id}
              onClick={() => setOpen(open === span.id ? null : span.id)}
              className="block w-full rounded-sm px-1 py-1 text-left hover:bg-surface-2"
            >
              <span className="flex items-baseline gap-1.5" style={{ paddingLeft: Math.min(row.depth, 8) * 10 }}>
                {failed ? <Icon name="x" size={12} className="shrink-0 self-center text-fail" /> : null}
                <span className="truncate">{spanWords(span, design)}</span>
                <span className="truncate text-sm text-text-3">
                  {failed
                    ? outcome
                    : row.depth === 0
                      ? ''
                      : span.note === 'not modified'
                        ? '304 not modified'
                        : span.operation}
                </span>
                <span className="ml-auto shrink-0 text-sm text-text-2 tabular-nums">
                  {msText(span.endNs - span.startNs)}
                </span>
              </span>
              <Bar trace={trace} row={row} />
            </button>
            {open === span.id ? <SpanDetails trace={trace} row={row} outcome={outcome} /> : null}
          </li>
        );
      })}
    </ol>
  );
}
