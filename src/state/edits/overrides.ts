import { sameValue } from '../../model/document/same-value.ts';
import { defaultOf, type Fields } from '../../model/fields.ts';

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
