import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Trace } from '../../model/trace.ts';
import { formatMs, NS_PER_MS, quantityText } from '../../model/units.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { focusTrace } from '../../state/panel-focus.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { Ladder } from './Ladder.tsx';
import { Layers } from './Layers.tsx';
import { TraceParts } from './TraceParts.tsx';
import { outcomeWords, Waterfall } from './Waterfall.tsx';

/** Undefined while it is being asked for, null when the worker has it no more. */
function useTrace(requestId: number): Trace | null | undefined {
  const [loaded, setLoaded] = useState<{ readonly requestId: number; readonly trace: Trace | null } | null>(null);
  useEffect(() => {
    let current = true;
    const load = async (): Promise<void> => {
      const trace = await simulation.trace(requestId);
      if (current) setLoaded({ requestId, trace });
    };
    void load();
    return () => {
      current = false;
    };
  }, [requestId]);
  return loaded?.requestId === requestId ? loaded.trace : undefined;
}

/** One request: its waterfall and where its time went. */
export function TraceDetail({ requestId }: { readonly requestId: number }) {
  const trace = useTrace(requestId);
  const design = useDesign();
  return (
    <>
      <Section
        title={`Request ${requestId}`}
        actions={
          <Button small variant="quiet" icon="chevron-left" onClick={() => focusTrace(null)}>
            All traces
          </Button>
        }
      >
        {trace === null ? (
          <p className="text-text-2">
            This request was not kept. The slowest, the failed and some ordinary requests are: choose one from the list.
          </p>
        ) : trace === undefined ? (
          <p className="text-text-2">Reading the trace.</p>
        ) : (
          <>
            <p className="pb-2 text-text-2">
              {nodeName(design, trace.clientId)}, {trace.className}: {outcomeWords(trace.outcome)} after{' '}
              <strong className="text-text-1">{quantityText(formatMs(trace.latencyNs / NS_PER_MS))}</strong>, sent at{' '}
              {quantityText(formatMs(trace.startNs / NS_PER_MS))}
            </p>
            <TraceViews key={trace.requestId} trace={trace} />
          </>
        )}
      </Section>
      {trace ? (
        <Section title="Where the time went">
          <TraceParts trace={trace} />
        </Section>
      ) : null}
    </>
  );
}

const VIEWS = [
  { id: 'waterfall', label: 'Waterfall' },
  { id: 'ladder', label: 'Ladder' },
  { id: 'layers', label: 'Layers' },
] as const;

/** The same request seen as calls over time, as flights between the nodes, or packet by packet. */
function TraceViews({ trace }: { readonly trace: Trace }) {
  const [flight, setFlight] = useState(0);
  return (
    <Tabs.Root defaultValue="waterfall">
      <Tabs.List aria-label="View of the request" className="mb-2 flex gap-1 rounded-md bg-surface-2 p-0.5">
        {VIEWS.map(({ id, label }) => (
          <Tabs.Trigger
            key={id}
            value={id}
            className="h-6 flex-1 rounded-sm text-sm font-medium text-text-2 hover:text-text-1 data-[state=active]:bg-surface-1 data-[state=active]:text-text-1 data-[state=active]:shadow-card"
          >
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="waterfall" tabIndex={-1} className="outline-none">
        <Waterfall trace={trace} />
      </Tabs.Content>
      <Tabs.Content value="ladder" tabIndex={-1} className="outline-none">
        <Ladder trace={trace} chosen={flight} onChoose={setFlight} />
      </Tabs.Content>
      <Tabs.Content value="layers" tabIndex={-1} className="outline-none">
        <Layers trace={trace} chosen={flight} onChoose={setFlight} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
