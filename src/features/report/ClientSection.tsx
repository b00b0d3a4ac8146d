import type { ClassReport, ClientReport, MessageReport } from '../../model/report.ts';
import { formatCount, formatRate, quantityText } from '../../model/units.ts';
import { Section } from '../../ui/Section.tsx';
import { meanText, messageLines, msText } from '../../model/report-text.ts';

const PERCENTILES = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p999', 'p99.9'],
  ['max', 'max'],
] as const;

/** One-way traffic: what arrived, what did not, and what came too late to be played. */
function Messages({ of }: { readonly of: MessageReport }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3 text-sm text-text-2" data-testid="messages">
      {messageLines(of).map(({ words, value }) => (
        <div key={words} className="contents">
          <dt className="first-letter:uppercase">{words}</dt>
          <dd className="text-text-1 tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Latencies({ of }: { readonly of: ClassReport }) {
  const { latencyMs } = of;
  return (
    <>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 text-sm text-text-2">
        <dt>Mean, 95&nbsp;% interval</dt>
        <dd className="text-text-1 tabular-nums">{meanText(latencyMs)}</dd>
        <dt>Good answers</dt>
        <dd className="text-text-1 tabular-nums">{quantityText(formatRate(of.goodputPerSecond))}</dd>
      </dl>
      {of.messages === undefined ? null : <Messages of={of.messages} />}
      <p className="pt-1.5 text-xs text-text-3">Latency, n = {quantityText(formatCount(latencyMs.n))}</p>
      <dl className="grid grid-cols-3 gap-x-3 text-sm">
        {PERCENTILES.map(([name, words]) => (
          <div key={name} className="flex items-baseline justify-between gap-1">
            <dt className="text-text-3">{words}</dt>
            <dd className="font-medium whitespace-nowrap tabular-nums">{msText(latencyMs[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What one client saw, in all and by class of request. */
export function ClientSection({ name, client }: { readonly name: string; readonly client: ClientReport }) {
  const classes = Object.entries(client.requests);
  return (
    <Section title={name} foldable>
      <p className="pb-1 text-sm text-text-2">
        {quantityText(formatCount(client.issued))} sent, {quantityText(formatCount(client.succeeded))} answered,{' '}
        {quantityText(formatCount(client.failed))} failed, {quantityText(formatCount(client.inFlight))} in flight
      </p>
      <Latencies of={client} />
      {classes.length < 2
        ? null
        : classes.map(([className, report]) => (
            <div key={className} className="mt-2 border-t border-line pt-2">
              <h4 className="text-sm font-medium">{className}</h4>
              <Latencies of={report} />
            </div>
          ))}
    </Section>
  );
}
