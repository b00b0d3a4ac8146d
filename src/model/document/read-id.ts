import { ID_PATTERN, LIMITS } from '../limits.ts';
import type { InputLog, Place } from './input-log.ts';
import { REFUSED, type Refused } from './read-field.ts';
import { showValue } from './text-safety.ts';

/** An id is a key in reports, so it may not be a name that every object has (`__proto__`, `constructor`). */
export function isUsableId(id: string): boolean {
  return ID_PATTERN.test(id) && !(id in Object.prototype);
}

/** An id. A whole number becomes its digits; nothing else is repaired, for other places refer to it. */
export function readId(label: string, input: unknown, place: Place, log: InputLog): string | Refused {
  if (input === undefined) {
    log.refuse('RT113', place, { label });
    return REFUSED;
  }
  const id = typeof input === 'number' && Number.isSafeInteger(input) && input >= 0 ? String(input) : input;
  if (typeof id !== 'string' || !isUsableId(id)) {
    log.refuse('RT114', place, { label, limit: LIMITS.idChars, value: showValue(input) });
    return REFUSED;
  }
  if (id !== input) log.notice('RT156', place, { label, old: showValue(input), value: `"${id}"` });
  return id;
}

/** Ids of one list, with the path each was first seen at. */
export class IdRegister {
  readonly #paths = new Map<string, string>();

  /** Reads the id of an entry and refuses it when it is taken. */
  read(label: string, input: unknown, place: Place, log: InputLog): string | Refused {
    const id = readId(label, input, place, log);
    if (id === REFUSED) return REFUSED;
    const first = this.#paths.get(id);
    if (first !== undefined) {
      log.refuse('RT115', place, { value: `"${id}"`, first });
      return REFUSED;
    }
    this.#paths.set(id, place.path);
    return id;
  }

  /** Makes up an id for an entry that has none: the base if it is free, else with the lowest free number. */
  makeUp(label: string, base: string, place: Place, log: InputLog): string {
    let id = base;
    for (let n = 2; this.#paths.has(id) || !isUsableId(id); n += 1) id = `${base.slice(0, LIMITS.idChars - 6)}-${n}`;
    this.#paths.set(id, place.path);
    log.notice('RT157', place, { label, value: `"${id}"` });
    return id;
  }

  has(id: string): boolean {
    return this.#paths.has(id);
  }
}
