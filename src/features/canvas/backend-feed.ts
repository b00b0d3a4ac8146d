import type { BalancerView } from '../../model/balancer-view.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useRun } from '../../state/run.ts';

/** Twice a second for all cards together, in one message. */
const REFRESH_MS = 500;

type Listener = (view: BalancerView | null) => void;

const listeners = new Map<string, Listener>();
let timer: ReturnType<typeof setInterval> | null = null;
let isAsking = false;
let leaveRun: (() => void) | null = null;

async function refresh(): Promise<void> {
  if (isAsking || listeners.size === 0) return;
  isAsking = true;
  const ids = [...listeners.keys()];
  const views = useRun.getState().started ? await simulation.balancerBars(ids) : [];
  isAsking = false;
  for (const [place, id] of ids.entries()) listeners.get(id)?.(views[place] ?? null);
}

/** Asks again and again while the run goes on, once when it has stopped or begun anew, and not at all while no card listens. */
function followRun(): void {
  const isLive = listeners.size > 0 && useRun.getState().state === 'running';
  if (isLive && timer === null) timer = setInterval(() => void refresh(), REFRESH_MS);
  if (!isLive && timer !== null) {
    clearInterval(timer);
    timer = null;
  }
  void refresh();
}

/** Tells the card of a balancer how its backends are, outside React; null for a node that is none and before a run. */
export function followBackends(id: string, listener: Listener): () => void {
  listeners.set(id, listener);
  leaveRun ??= useRun.subscribe((now, before) => {
    if (now.state !== before.state || now.epoch !== before.epoch || now.started !== before.started) followRun();
  });
  followRun();
  return () => {
    listeners.delete(id);
    if (listeners.size > 0) return;
    followRun();
    leaveRun?.();
    leaveRun = null;
  };
}
