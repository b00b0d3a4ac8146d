import type { InputLog, Place } from './input-log.ts';
import { tameText } from './text-safety.ts';

/** An object from outside whose keys are asked for one by one, never copied. */
export type InputRecord = Readonly<Record<string, unknown>>;

/** True for JSON objects; false for lists, null and everything else. */
export function isRecord(input: unknown): input is InputRecord {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** The object's own value, so that nothing inherited is ever taken for input. */
export function ownValue(record: InputRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

const MAX_NAMES = 5;
const MAX_NAME_CHARS = 40;

/** Notes the keys that are not known; they are left out. */
export function noticeUnknownKeys(record: InputRecord, known: readonly string[], place: Place, log: InputLog): void {
  const unknown = Object.keys(record).filter((key) => !known.includes(key) && record[key] !== undefined);
  if (unknown.length === 0) return;
  const shown = unknown.slice(0, MAX_NAMES).map((key) => `"${tameText(key.slice(0, MAX_NAME_CHARS), false)}"`);
  const more = unknown.length > MAX_NAMES ? ` and ${unknown.length - MAX_NAMES} more` : '';
  log.notice('RT151', place, { names: shown.join(', ') + more });
}
