import { defaultOf, type Fields } from '../../model/fields.ts';

/** Equality of plain JSON values: field values are nothing else. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keysA = Object.keys(a);
  if (keysA.length !== Object.keys(b).length) return false;
  return keysA.every(
    (key) =>
      Object.hasOwn(b, key) && sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

/**
 * Overrides with one field set. A value equal to the field's default is not stored, so that a document holds only what
 * somebody chose. The same object comes back when nothing changed or the field does not exist.
 */
export function withOverride<T extends Readonly<Record<string, unknown>>>(
  fields: Fields,
  overrides: T,
  field: string,
  value: unknown,
): T {
  const declared = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (declared === undefined) return overrides;
  if (sameValue(value, defaultOf(declared))) {
    if (!Object.hasOwn(overrides, field)) return overrides;
    const { [field]: _dropped, ...rest } = overrides;
    return rest as unknown as T;
  }
  if (Object.hasOwn(overrides, field) && sameValue(overrides[field], value)) return overrides;
  return { ...overrides, [field]: value };
}
