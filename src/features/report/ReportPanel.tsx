import { useEffect, useState } from 'react';
import type { Design } from '../../model/design.ts';
import { grpcStatusesOf } from '../../model/grpc-status.ts';
import type { Report } from '../../model/report.ts';
import { formatCount, formatMs, quantityText } from '../../model/units.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Section.tsx';
import { ClientSection } from './ClientSection.tsx';
import { exportReport } from './export-report.ts';
import { NodeTable } from './NodeTable.tsx';
import { allErrors, endText, errorLines, measuredText, objectiveText } from '../../model/report-text.ts';

/** Asked for on opening, whenever the state of the run changes, and this often while it runs. */
const REFRESH_MS = 2_000;

function useReport(): Report | null {
  const [report, setReport] = useState<Report | null>(null);
  const state = useRun((run) => run.state);
  const epoch = useRun((run) => run.epoch);
  useEffect(() => {
    let current = true;
    const refresh = async (): Promise<void> => {
      const next = await simulation.report();
      if (current && next !== null) setReport(next);
    };
    void refresh();
    const timer = state === 'running' ? setInterval(() => void refresh(), REFRESH_MS) : null;
    return () => {
      current = false;
      if (timer !== null) clearInterval(timer);
    };
  }, [state, epoch]);
  return report;
}

function Totals({ report }: { readonly report: Report }) {
  const { issued, succeeded, failed, inFlight } = report.totals;
  const cells = [
    ['sent', issued],
    ['answered', succeeded],
    ['failed', failed],
    ['in flight', inFlight],
  ] as const;
  return (
    <dl className="grid grid-cols-4 gap-2">
      {cells.map(([words, count]) => (
        <div key={words} className="flex flex-col-reverse">
          <dt className="text-sm text-text-2">{words}</dt>
          <dd className="text-xl font-semibold tabular-nums" title={count.toLocaleString('en')}>
            {quantityText(formatCount(count))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Objectives({ objectives }: { readonly objectives: Report['objectives'] }) {
  const design = useDesign();
  if (objectives.length === 0)
    return <p className="text-text-2">None set. Add objectives to the design to have them judged here.</p>;
  return (
    <ul className="flex flex-col gap-1">
      {objectives.map((objective) => (
        <li
          key={`${objective.metric} ${objective.client ?? ''} ${objective.comparison} ${objective.value}`}
          className="flex items-baseline gap-2"
        >
          <Icon
            name={objective.met ? 'check' : 'x'}
            size={14}
            className={objective.met ? 'self-center text-ok' : 'self-center text-fail'}
          />
          <span className="min-w-0 flex-1">
            {objectiveText(objective)}
            {objective.client === undefined ? '' : ` for ${nodeName(design, objective.client)}`}
          </span>
          <span className="text-sm text-text-2 tabular-nums">
            {objective.met ? 'met' : 'not met'}: {measuredText(objective)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Errors({ report }: { readonly report: Report }) {
  const lines = errorLines(allErrors(report));
  if (lines.length === 0) return <p className="text-text-2">No request has failed.</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.name} className="border-t border-line py-1.5 first:border-t-0">
          <span className="flex items-baseline justify-between gap-2">
            <span className="font-medium text-fail">{line.words}</span>
            <span className="tabular-nums">{quantityText(formatCount(line.count))}</span>
          </span>
          <span className="block text-sm text-text-2">{line.help}</span>
        </li>
      ))}
    </ul>
  );
}

/** Streaming calls: how many messages went each way, and the first one told apart from the end. */
function Streams({ report, design }: { readonly report: Report; readonly design: Design }) {
  const streams = design.edges.flatMap(({ id, source, target }) => {
    const edge = report.edges[id];
    return edge?.stream === undefined ? [] : [{ id, source, target, stream: edge.stream, endMs: edge.latencyMs.p50 }];
  });
  if (streams.length === 0) return null;
  return (
    <Section title="Streaming calls">
      <ul>
        {streams.map(({ id, source, target, stream, endMs }) => (
          <li key={id} className="border-t border-line py-1.5 first:border-t-0">
            <span className="block font-medium">{`${nodeName(design, source)} to ${nodeName(design, target)}`}</span>
            <span className="block text-sm text-text-2">
              {`${quantityText(formatCount(stream.sent))} messages sent, ${quantityText(formatCount(stream.received))} received; first one after ${quantityText(formatMs(stream.firstMessageMs.p50 ?? Number.NaN))}, the end after ${quantityText(formatMs(endMs ?? Number.NaN))} (median)`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Failed attempts over gRPC by status, as the caller's metrics would count them. */
function GrpcStatuses({ report, design }: { readonly report: Report; readonly design: Design }) {
  const statuses = grpcStatusesOf(design, report);
  if (statuses.length === 0) return null;
  return (
    <Section title="gRPC status of failed attempts">
      <ul>
        {statuses.map(({ text, count, retry }) => (
          <li
            key={text}
            className="flex items-baseline justify-between gap-2 border-t border-line py-1.5 first:border-t-0"
          >
            <span className="font-medium text-fail">{text}</span>
            <span className="ml-auto text-sm text-text-2">{retry ? 'worth a retry' : 'no retry by itself'}</span>
            <span className="tabular-nums">{quantityText(formatCount(count))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Section title="Worth knowing">
      <ul className="flex flex-col gap-1.5">
        {warnings.map((warning) => (
          <li key={warning} className="flex gap-2">
            <Icon name="triangle-alert" size={14} className="mt-0.5 shrink-0 text-slow" />
            {warning}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ReportBody({ report }: { readonly report: Report }) {
  const design = useDesign();
  return (
    <>
      <Section
        title="Totals"
        actions={
          <Button small icon="download" onClick={() => exportReport(report, design.name)}>
            JSON
          </Button>
        }
      >
        <Totals report={report} />
        <p className="pt-1.5 text-sm text-text-2">{endText(report)}</p>
      </Section>
      <Section title="Objectives">
        <Objectives objectives={report.objectives} />
      </Section>
      <Warnings warnings={report.warnings} />
      <Section title="Failures by reason">
        <Errors report={report} />
      </Section>
      <GrpcStatuses report={report} design={design} />
      <Streams report={report} design={design} />
      {Object.entries(report.clients).map(([id, client]) => (
        <ClientSection key={id} name={nodeName(design, id)} client={client} />
      ))}
      <Section title="Nodes">
        <NodeTable nodes={report.nodes} />
      </Section>
      <p className="px-4 py-3 text-xs text-text-3">
        Seed {report.seed}, digest {report.digest}, {report.eventCount.toLocaleString('en')} events, engine{' '}
        {report.engineVersion}
      </p>
    </>
  );
}

/** The result of the run so far, and of the whole run once it has finished. */
export function ReportPanel() {
  const report = useReport();
  return (
    <div data-testid="report-panel">
      {report === null || report.totals.issued === 0 ? (
        <p className="p-4 text-text-2">
          Latencies, failures by reason, utilisation and objectives of the run are reported here. Press play to begin.
        </p>
      ) : (
        <ReportBody report={report} />
      )}
    </div>
  );
}
