import { defaultOf, defaultsOf, type Field, type Fields } from '../fields.ts';
import { placeOf, type InputLog, type Place } from './input-log.ts';
import { isRecord, noticeUnknownKeys, ownValue, type InputRecord } from './known-keys.ts';
import { sameValue } from './same-value.ts';
import { showValue, tameText } from './text-safety.ts';
import { variantDefaults } from './variant-defaults.ts';

/** Stands for a value that could not be read; the reason is in the log. */
export const REFUSED: unique symbol = Symbol('refused');
export type Refused = typeof REFUSED;

type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;
type NumberLike = FieldOf<'number' | 'integer'>;

/** Decimal numbers as people write them; not hexadecimal, not empty, not `Infinity`. */
const NUMBER_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const MAX_NUMBER_CHARS = 40;
const MAX_OPTIONS_SHOWN = 12;

function readNumberText(label: string, text: string, place: Place, log: InputLog): number | Refused {
  const trimmed = text.trim();
  if (trimmed.length > MAX_NUMBER_CHARS || !NUMBER_TEXT.test(trimmed)) {
    log.refuse('RT117', place, { label, value: showValue(text) });
    return REFUSED;
  }
  const value = Number(trimmed);
  log.notice('RT152', place, { label, old: showValue(text), value });
  return value;
}

/** A finite number out of a JSON value, before its range is looked at. */
export function readFiniteNumber(label: string, input: unknown, place: Place, log: InputLog): number | Refused {
  const value = typeof input === 'string' ? readNumberText(label, input, place, log) : input;
  if (value === REFUSED) return REFUSED;
  if (typeof value !== 'number') {
    log.refuse('RT117', place, { label, value: showValue(input) });
    return REFUSED;
  }
  if (!Number.isFinite(value)) {
    log.refuse('RT118', place, { label, value: showValue(value) });
    return REFUSED;
  }
  return value;
}

function readNumber(field: NumberLike, input: unknown, place: Place, log: InputLog): number | null | Refused {
  if (input === null && field.optional) return null;
  const value = readFiniteNumber(field.label, input, place, log);
  if (value === REFUSED) return REFUSED;
  const clamped = Math.min(field.max, Math.max(field.min, value));
  if (clamped !== value)
    log.notice('RT153', place, { label: field.label, old: value, min: field.min, max: field.max, value: clamped });
  const whole = field.type === 'integer' ? Math.round(clamped) : clamped;
  if (whole !== clamped) log.notice('RT154', place, { label: field.label, old: value, value: whole });
  // Adding 0 turns -0, which JSON cannot keep, into 0.
  return whole + 0;
}

function readBoolean(field: FieldOf<'boolean'>, input: unknown, place: Place, log: InputLog): boolean | Refused {
  if (typeof input === 'boolean') return input;
  const word = typeof input === 'string' ? input.trim().toLowerCase() : '';
  if (word !== 'true' && word !== 'false') {
    log.refuse('RT119', place, { label: field.label, value: showValue(input) });
    return REFUSED;
  }
  log.notice('RT156', place, { label: field.label, old: showValue(input), value: word });
  return word === 'true';
}

/** One of a few words. Another case, blanks around it or a number with the same digits are repaired. */
export function readWord(
  label: string,
  options: readonly string[],
  input: unknown,
  place: Place,
  log: InputLog,
): string | Refused {
  if (typeof input === 'string' && options.includes(input)) return input;
  const written = typeof input === 'string' || typeof input === 'number' ? String(input).trim().toLowerCase() : null;
  const meant = options.find((option) => option.toLowerCase() === written);
  if (meant === undefined) {
    const shown = options.slice(0, MAX_OPTIONS_SHOWN).map((option) => `"${option}"`);
    const rest = options.length > MAX_OPTIONS_SHOWN ? ` or ${options.length - MAX_OPTIONS_SHOWN} others` : '';
    log.refuse('RT120', place, { label, options: shown.join(', ') + rest, value: showValue(input) });
    return REFUSED;
  }
  log.notice('RT156', place, { label, old: showValue(input), value: `"${meant}"` });
  return meant;
}

/** What a text may be. */
export interface TextRule {
  readonly label: string;
  readonly maxLength: number;
  readonly multiline: boolean;
}

/** Text within its length, tamed. */
export function readText(rule: TextRule, input: unknown, place: Place, log: InputLog): string | Refused {
  if (typeof input === 'number' && Number.isFinite(input)) {
    log.notice('RT156', place, { label: rule.label, old: String(input), value: `"${input}"` });
    return String(input);
  }
  if (typeof input !== 'string') {
    log.refuse('RT121', place, { label: rule.label, value: showValue(input) });
    return REFUSED;
  }
  if (input.length > rule.maxLength) {
    log.refuse('RT122', place, { label: rule.label, count: input.length, limit: rule.maxLength });
    return REFUSED;
  }
  const tame = tameText(input, rule.multiline);
  if (tame !== input) log.notice('RT155', place, { label: rule.label, old: showValue(input), value: showValue(tame) });
  return tame;
}

function readVariant(field: FieldOf<'variant'>, input: unknown, place: Place, log: InputLog): InputRecord | Refused {
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: field.label, value: showValue(input) });
    return REFUSED;
  }
  const written = ownValue(input, 'type');
  const type =
    written === undefined
      ? field.default
      : readWord(field.label, Object.keys(field.variants), written, placeOf(place, 'type'), log);
  if (type === REFUSED) return REFUSED;
  if (written === undefined) log.notice('RT157', placeOf(place, 'type'), { label: field.label, value: `"${type}"` });
  const fields = field.variants[type]?.fields ?? {};
  noticeUnknownKeys(input, ['type', ...Object.keys(fields)], place, log);
  return readComplete(fields, variantDefaults(field, type) ?? {}, input, place, log);
}

function readList(
  field: FieldOf<'list'>,
  input: unknown,
  place: Place,
  log: InputLog,
): readonly InputRecord[] | Refused {
  if (!Array.isArray(input)) {
    log.refuse('RT110', place, { label: field.label, value: showValue(input) });
    return REFUSED;
  }
  const words = { label: field.label, count: input.length };
  if (input.length < field.minItems) log.refuse('RT123', place, { ...words, limit: field.minItems });
  if (input.length > field.maxItems) log.refuse('RT124', place, { ...words, limit: field.maxItems });
  if (input.length < field.minItems || input.length > field.maxItems) return REFUSED;
  const defaults = defaultsOf(field.item);
  const entries = input.map((entry: unknown, index) => {
    const at = placeOf(place, index);
    if (!isRecord(entry)) {
      log.refuse('RT111', at, { label: `A ${field.itemName}`, value: showValue(entry) });
      return REFUSED;
    }
    noticeUnknownKeys(entry, Object.keys(field.item), at, log);
    return readComplete(field.item, defaults, entry, at, log);
  });
  return entries.includes(REFUSED) ? REFUSED : (entries as readonly InputRecord[]);
}

/** Reads one value by its declaration: complete, in range, or REFUSED with the reason in the log. */
export function readField(field: Field, input: unknown, place: Place, log: InputLog): unknown {
  switch (field.type) {
    case 'number':
    case 'integer':
      return readNumber(field, input, place, log);
    case 'boolean':
      return readBoolean(field, input, place, log);
    case 'choice':
      return readWord(
        field.label,
        field.options.map((option) => option.value),
        input,
        place,
        log,
      );
    case 'text':
      return readText(field, input, place, log);
    case 'variant':
      return readVariant(field, input, place, log);
    case 'list':
      return readList(field, input, place, log);
  }
}

/** Every field of a record: what is written, else its default. Keys of `defaults` that are no field (a variant's `type`) come first. */
export function readComplete(
  fields: Fields,
  defaults: InputRecord,
  input: InputRecord,
  place: Place,
  log: InputLog,
): InputRecord | Refused {
  const complete: Record<string, unknown> = { ...defaults };
  let refused = false;
  for (const [name, field] of Object.entries(fields)) {
    const written = ownValue(input, name);
    if (written === undefined) continue;
    const value = readField(field, written, placeOf(place, name), log);
    complete[name] = value;
    refused ||= value === REFUSED;
  }
  return refused ? REFUSED : complete;
}

/** The overrides of a configuration: only declared fields, only what differs from the default, in declared order. */
export function readOverrides(fields: Fields, input: unknown, place: Place, log: InputLog): InputRecord {
  if (input === undefined) return {};
  if (!isRecord(input)) {
    log.refuse('RT111', place, { label: 'The configuration', value: showValue(input) });
    return {};
  }
  noticeUnknownKeys(input, Object.keys(fields), place, log);
  const overrides: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const written = ownValue(input, name);
    if (written === undefined) continue;
    const value = readField(field, written, placeOf(place, name), log);
    if (value !== REFUSED && !sameValue(value, defaultOf(field))) overrides[name] = value;
  }
  return overrides;
}
