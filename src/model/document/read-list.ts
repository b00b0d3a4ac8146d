import { placeOf, WHOLE_DOCUMENT, type InputLog, type Place } from './input-log.ts';
import { isRecord, noticeUnknownKeys, ownValue, type InputRecord } from './known-keys.ts';
import { showValue } from './text-safety.ts';

/** A list of the document: its key, what an entry is called, how many there may be, and the keys an entry can have. */
export interface ListRule {
  readonly key: string;
  readonly label: string;
  readonly entryLabel: string;
  readonly limit: number;
  readonly entryKeys: readonly string[];
}

/** The entries of a list of the document that are objects, each with its place. Absent means empty. */
export function readEntries(
  document: InputRecord,
  rule: ListRule,
  log: InputLog,
): readonly { entry: InputRecord; place: Place }[] {
  const list = ownValue(document, rule.key);
  const place = placeOf(WHOLE_DOCUMENT, rule.key);
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    log.refuse('RT110', place, { label: rule.label, value: showValue(list) });
    return [];
  }
  if (list.length > rule.limit) {
    log.refuse('RT112', place, { count: list.length, what: rule.label.toLowerCase(), limit: rule.limit });
    return [];
  }
  const entries: { entry: InputRecord; place: Place }[] = [];
  list.forEach((entry: unknown, index) => {
    const at = placeOf(place, index);
    if (!isRecord(entry)) {
      log.refuse('RT111', at, { label: rule.entryLabel, value: showValue(entry) });
      return;
    }
    noticeUnknownKeys(entry, rule.entryKeys, at, log);
    entries.push({ entry, place: at });
  });
  return entries;
}
