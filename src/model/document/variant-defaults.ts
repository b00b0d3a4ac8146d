import { defaultsOf, type Field } from '../fields.ts';

type AnyVariantField = Extract<Field, { type: 'variant' }>;

/** The complete default of one variant; the field's own overrides belong to its default variant only. Undefined for no such variant. */
export function variantDefaults(field: AnyVariantField, type: string): Readonly<Record<string, unknown>> | undefined {
  if (!Object.hasOwn(field.variants, type)) return undefined;
  const chosen = field.variants[type];
  if (chosen === undefined) return undefined;
  return { type, ...defaultsOf(chosen.fields), ...(type === field.default ? field.defaults : {}) };
}
