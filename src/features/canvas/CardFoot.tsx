import type { ReactNode } from 'react';
import type { EndpointState } from '../../model/snapshot.ts';
import type { NodeFigures, ReplicaFigures } from '../../state/figure-rows.ts';

/** More endpoints than this are told as a number: dots would no longer be countable. */
const MAX_DOTS = 12;

const STATE_WORDS: Readonly<Record<EndpointState, string>> = {
  up: 'up',
  crashed: 'crashed',
  'black-hole': 'black hole',
  slow: 'slow',
  errors: 'answering with errors',
  ejected: 'ejected',
  starting: 'starting',
  hung: 'hangs',
  draining: 'draining',
};

/** The last line of a running card: endpoints as dots, and how many requests wait. */
export function CardFoot({ figures, children }: { readonly figures: NodeFigures; readonly children?: ReactNode }) {
  const waiting = figures.queue.number !== '0' && figures.queue.number !== '–';
  return (
    <div className="card-foot mt-1 flex h-4 items-center justify-between gap-2 text-xs text-text-3">
      {isCounted(figures) ? <Replicas replicas={figures.replicas} /> : <span>{figures.inFlight.number} in flight</span>}
      {children}
      {waiting ? (
        <span className="font-medium text-slow">
          {figures.queue.number}
          {figures.queue.unit} waiting
        </span>
      ) : null}
    </div>
  );
}

/** A single endpoint that is well says nothing; several, or one in trouble, do. */
function isCounted({ replicas }: NodeFigures): boolean {
  return replicas.length > 1 || replicas.some((replica) => replica.state !== 'up');
}

function Replicas({ replicas }: { readonly replicas: readonly ReplicaFigures[] }) {
  const up = replicas.filter((replica) => replica.state === 'up').length;
  const words = `${up} of ${replicas.length} up`;
  if (replicas.length > MAX_DOTS) return <span>{words}</span>;
  return (
    <span role="img" aria-label={words} className="flex items-center gap-1">
      {replicas.map((replica) => (
        <span
          key={replica.endpoint}
          title={`${replica.endpoint + 1}: ${STATE_WORDS[replica.state]}, ${replica.busyTenths * 10} % busy`}
          className="replica"
          data-endpoint={replica.endpoint}
          data-state={replica.state}
          data-busy={replica.busyTenths >= 9 ? 'full' : 'free'}
        />
      ))}
    </span>
  );
}
