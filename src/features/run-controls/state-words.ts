import type { RunState, StopReason } from '../../model/snapshot.ts';

const STOP_WORDS: Readonly<Record<StopReason, string>> = {
  none: 'by an error',
  live_jobs: 'a million requests are in flight',
  memory: 'memory is used up',
  instant_events: 'endless events at one instant',
};

const STATE_WORDS: Readonly<Record<Exclude<RunState, 'stopped'>, string>> = {
  empty: 'nothing to run',
  paused: 'paused',
  running: 'running',
  finished: 'finished',
};

/** The state of a run in words. */
export function stateWords(state: RunState, stopReason: StopReason): string {
  return state === 'stopped' ? `stopped: ${STOP_WORDS[stopReason]}` : STATE_WORDS[state];
}
