import type { ReactNode } from 'react';
import type { EndpointState } from '../../model/snapshot.ts';
import type { NodeFigures, ReplicaFigures } from '../../state/figure-rows.ts';
import { isCounted, isWaiting, upWords } from './card-name.ts';

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
  return (
    <div className="card-foot mt-1 flex h-4 items-center justify-between gap-2 text-xs text-text-3">
      {isCounted(figures) ? <Replicas replicas={figures.replicas} /> : <span>{figures.inFlight.number} in flight</span>}
      {children}
      {isWaiting(figures) ? (
        <span className="font-medium text-slow">
          {figures.queue.number}
          {figures.queue.unit} waiting
        </span>
      ) : null}
    </div>
  );
}

function Replicas({ replicas }: { readonly replicas: readonly ReplicaFigures[] }) {
  const words = upWords(replicas);
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
