import type { EndpointState } from '../../model/snapshot.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useNodeFigures } from '../../state/live-figures.ts';
import { focusReplica } from '../../state/panel-focus.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { sameTarget } from './allowed-actions.ts';

/** Rows drawn; a node can have 512 endpoints. */
const MAX_ROWS = 64;

const STATE_WORDS: Readonly<Record<EndpointState, string>> = {
  up: 'up',
  crashed: 'crashed',
  'black-hole': 'not answering',
  slow: 'slow',
  errors: 'failing some requests',
  ejected: 'left out by a balancer',
  starting: 'starting up',
  draining: 'draining',
  hung: 'hangs',
};

function markOf(state: EndpointState): string {
  if (state === 'up') return 'rounded-full bg-ok';
  if (state === 'starting' || state === 'draining') return 'rounded-full border-2 border-slow';
  if (state === 'slow' || state === 'ejected') return 'bg-slow';
  return 'rotate-45 bg-fail';
}

interface ReplicaListProps {
  readonly node: string;
  /** Replica the actions above are aimed at; null for all. */
  readonly chosen: number | null;
}

/** The replicas of a node: choose one to aim at, or kill and revive it directly. One that is down for another reason (its zone) can be neither. */
export function ReplicaList({ node, chosen }: ReplicaListProps) {
  const replicas = useNodeFigures(node)?.replicas ?? [];
  const active = useRun((run) => run.activeActions);
  if (replicas.length < 2) return null;
  return (
    <ul aria-label="Replicas" className="pt-1">
      {replicas.slice(0, MAX_ROWS).map(({ endpoint, state, busyTenths }) => {
        const crash = active.find((one) => one.action.type === 'crash' && sameTarget(one.target, { node, endpoint }));
        return (
          <li key={endpoint} className="flex h-8 items-center gap-2">
            <button
              type="button"
              aria-pressed={chosen === endpoint}
              onClick={() => focusReplica(node, chosen === endpoint ? null : endpoint)}
              className={classNames(
                'flex h-7 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left',
                chosen === endpoint ? 'bg-accent-soft text-accent' : 'hover:bg-surface-3',
              )}
            >
              <span aria-hidden="true" className={classNames('size-2 shrink-0', markOf(state))} />
              <span className="shrink-0">Replica {endpoint + 1}</span>
              <span className="truncate text-sm text-text-2">
                {state === 'up' ? `${busyTenths * 10}\u00a0% busy` : STATE_WORDS[state]}
              </span>
            </button>
            {crash === undefined ? (
              state === 'crashed' ? null : (
                <Button
                  small
                  variant="danger"
                  aria-label={`Kill replica ${endpoint + 1}`}
                  onClick={() => void simulation.act({ node, endpoint }, { type: 'crash' })}
                >
                  Kill
                </Button>
              )
            ) : (
              <Button
                small
                variant="outline"
                aria-label={`Revive replica ${endpoint + 1}`}
                onClick={() => void simulation.endAction(crash.id)}
              >
                Revive
              </Button>
            )}
          </li>
        );
      })}
      {replicas.length > MAX_ROWS ? (
        <li className="text-sm text-text-3">and {replicas.length - MAX_ROWS} more</li>
      ) : null}
    </ul>
  );
}
