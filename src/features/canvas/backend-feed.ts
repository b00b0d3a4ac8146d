import type { BalancerView } from '../../model/balancer-view.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { runClock } from '../../state/run-clock.ts';
import { useRun } from '../../state/run.ts';

/** Once a second for all cards together, in one message: rates of backends are of whole seconds. */
const REFRESH_MS = 1_000;

type Listener = (view: BalancerView | null) => void;

const listeners = new Map<string, Listener>();
let timer: ReturnType<typeof setInterval> | null = null;
let isAsking = false;
/** Something changed while an answer was on its way. */
let isStale = false;
let leaveRun: (() => void) | null = null;

async function refresh(): Promise<void> {
  if (listeners.size === 0) return;
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  isStale = false;
  const ids = [...listeners.keys()];
  const views = useRun.getState().started ? await simulation.balancerBars(ids) : [];
  isAsking = false;
  for (const [place, id] of ids.entries()) listeners.get(id)?.(views[place] ?? null);
  if (isStale) void refresh();
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

/** A run that stands still goes to another time (a step, the time line) without any change of its state. */
function followSteps(): () => void {
  let shownNs = runClock.read().timeNs;
  return runClock.subscribe(({ timeNs }) => {
    if (timeNs === shownNs || timer !== null) return;
    shownNs = timeNs;
    void refresh();
  });
}

function listen(): () => void {
  const leaveState = useRun.subscribe((now, before) => {
    if (now.state !== before.state || now.epoch !== before.epoch || now.started !== before.started) followRun();
  });
  const leaveClock = followSteps();
  return () => {
    leaveState();
    leaveClock();
  };
}

/** Tells the card of a balancer how its backends are, outside React; null for a node that is none and before a run. */
export function followBackends(id: string, listener: Listener): () => void {
  listeners.set(id, listener);
  leaveRun ??= listen();
  followRun();
  return () => {
    listeners.delete(id);
    if (listeners.size > 0) return;
    followRun();
    leaveRun?.();
    leaveRun = null;
  };
}
