import { NS_PER_MS, NS_PER_S, NS_PER_US } from '../../model/units.ts';

const NARROW_SPACE = '\u202f';

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/**
 * Simulated time for the clock, always as wide as what can be told apart at this speed: tenths in real time and above,
 * milliseconds and microseconds in slow motion. "1:05.2", "5.210 s", "0.012 345 s".
 * @param speed simulated seconds per second
 */
export function clockText(timeNs: number, speed: number): string {
  const wholeS = Math.floor(timeNs / NS_PER_S);
  const restNs = timeNs - wholeS * NS_PER_S;
  const ms = padded(Math.floor(restNs / NS_PER_MS), 3);
  if (speed <= 0.01) return `${wholeS}.${ms}${NARROW_SPACE}${padded(Math.floor((restNs % NS_PER_MS) / NS_PER_US), 3)}`;
  if (speed < 1) return `${wholeS}.${ms}`;
  const tenth = Math.floor(restNs / (NS_PER_S / 10));
  return wholeS < 60 ? `${wholeS}.${tenth}` : `${Math.floor(wholeS / 60)}:${padded(wholeS % 60, 2)}.${tenth}`;
}

/** Length of a run: "120 s", "1 h". */
export function durationText(durationS: number): string {
  if (durationS >= 3_600 && durationS % 3_600 === 0) return `${durationS / 3_600}\u00a0h`;
  if (durationS >= 300 && durationS % 60 === 0) return `${durationS / 60}\u00a0min`;
  return `${Number(durationS.toPrecision(6))}\u00a0s`;
}
