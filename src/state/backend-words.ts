import type { BackendState, BackendView } from '../model/balancer-view.ts';
import { formatMs, quantityText } from '../model/units.ts';

const STATE_WORDS: Readonly<Record<BackendState, string>> = {
  up: 'up',
  'slow-start': 'slow start',
  starting: 'starting',
  draining: 'draining',
  ejected: 'ejected',
  down: 'down',
  backup: 'backup',
  off: 'off',
};

/** A time in seconds, never below 0. */
export function secondsText(seconds: number): string {
  return quantityText(formatMs(Math.max(0, seconds) * 1_000));
}

/** "down: 3 checks in a row failed, for 12.4 s" */
export function stateText({ state, reason, sinceS }: BackendView, nowS: number): string {
  const why = reason === '' ? STATE_WORDS[state] : `${STATE_WORDS[state]}: ${reason}`;
  return sinceS === null ? why : `${why}, for ${secondsText(nowS - sinceS)}`;
}
