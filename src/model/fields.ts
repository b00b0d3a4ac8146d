import type { Unit } from './units.ts';

/**
 * One parameter, declared once. Type, validation, default, inspector form, help text, documentation and JSON Schema are
 * derived from this declaration (the idea of ns-3 attributes).
 */
export type Field =
  | NumberField<boolean>
  | BooleanField
  | ChoiceField<string>
  | TextField
  | VariantField<VariantMap>
  | ListField<Fields>;

export interface FieldWords {
  /** Shown beside the control; sentence case. */
  readonly label: string;
  /** One or two plain sentences: what it means and what changes when it changes. */
  readonly help: string;
  /** Where the default or the rule comes from (RFC section, paper, vendor document). */
  readonly source?: string;
  /** Folded away under "More" in the inspector. */
  readonly advanced?: boolean;
  /** Shown only when another field of the same object has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly (string | boolean)[] };
}

/** A number with a unit and a closed range. `optional` fields may be null: "derived" or "no limit" (`nullLabel` says which). */
export interface NumberField<Optional extends boolean> extends FieldWords {
  readonly type: 'number' | 'integer';
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly default: Optional extends true ? number | null : number;
  readonly optional: Optional;
  readonly nullLabel?: string;
}

export interface BooleanField extends FieldWords {
  readonly type: 'boolean';
  readonly default: boolean;
}

export interface ChoiceOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly help?: string;
}

export interface ChoiceField<V extends string> extends FieldWords {
  readonly type: 'choice';
  readonly options: readonly ChoiceOption<V>[];
  readonly default: V;
}

export interface TextField extends FieldWords {
  readonly type: 'text';
  readonly maxLength: number;
  readonly multiline: boolean;
  readonly default: string;
}

export type VariantMap = { readonly [type: string]: { readonly label: string; readonly fields: Fields } };

/** A tagged object: `{ type: 'lognormal', meanMs: 45, cv: 1 }`. The default is the named variant with its own defaults. */
export interface VariantField<M extends VariantMap> extends FieldWords {
  readonly type: 'variant';
  readonly variants: M;
  readonly default: keyof M & string;
  /** Overrides of the default variant's own defaults. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** A list of objects with the same fields, between `minItems` and `maxItems` long. */
export interface ListField<F extends Fields> extends FieldWords {
  readonly type: 'list';
  readonly item: F;
  readonly itemName: string;
  readonly minItems: number;
  readonly maxItems: number;
  /** Each entry is completed with the item fields' defaults. */
  readonly default: readonly Readonly<Record<string, unknown>>[];
}

export type Fields = { readonly [name: string]: Field };

/** The type of a field's value. */
export type ValueOf<F> =
  F extends NumberField<infer O>
    ? O extends true
      ? number | null
      : number
    : F extends BooleanField
      ? boolean
      : F extends ChoiceField<infer V>
        ? V
        : F extends TextField
          ? string
          : F extends VariantField<infer M>
            ? { [K in keyof M & string]: { readonly type: K } & ConfigOf<M[K]['fields']> }[keyof M & string]
            : F extends ListField<infer I>
              ? readonly ConfigOf<I>[]
              : never;

/** The full configuration described by a set of fields, every value present. */
export type ConfigOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

type NumberWords = FieldWords & { readonly unit: Unit; readonly min: number; readonly max: number };

export function number(words: NumberWords & { readonly default: number }): NumberField<false> {
  return { ...words, type: 'number', optional: false };
}

export function integer(words: NumberWords & { readonly default: number }): NumberField<false> {
  return { ...words, type: 'integer', optional: false };
}

/** A number that may be left out; `nullLabel` says what then holds ("from the distance", "no limit"). */
export function optionalNumber(
  words: NumberWords & { readonly nullLabel: string; readonly default?: number | null },
): NumberField<true> {
  return { ...words, type: 'number', optional: true, default: words.default ?? null };
}

export function optionalInteger(
  words: NumberWords & { readonly nullLabel: string; readonly default?: number | null },
): NumberField<true> {
  return { ...words, type: 'integer', optional: true, default: words.default ?? null };
}

export function boolean(words: FieldWords & { readonly default: boolean }): BooleanField {
  return { ...words, type: 'boolean' };
}

export function choice<const V extends string>(
  words: FieldWords & { readonly options: readonly ChoiceOption<V>[]; readonly default: NoInfer<V> },
): ChoiceField<V> {
  return { ...words, type: 'choice' };
}

export function text(
  words: FieldWords & { readonly maxLength: number; readonly multiline?: boolean; readonly default?: string },
): TextField {
  return { ...words, type: 'text', multiline: words.multiline ?? false, default: words.default ?? '' };
}

export function variant<const M extends VariantMap>(
  words: FieldWords & {
    readonly variants: M;
    readonly default: keyof NoInfer<M> & string;
    readonly defaults?: Readonly<Record<string, unknown>>;
  },
): VariantField<M> {
  return { ...words, type: 'variant' };
}

export function list<const F extends Fields>(
  words: FieldWords & {
    readonly item: F;
    readonly itemName: string;
    readonly minItems: number;
    readonly maxItems: number;
    readonly default: readonly Readonly<Record<string, unknown>>[];
  },
): ListField<F> {
  return { ...words, type: 'list' };
}

/** Whether a field applies, given the values of the others: one that hangs on a field that does not apply does not apply either. */
export function applies(field: Field, fields: Fields, values: Readonly<Record<string, unknown>>): boolean {
  if (field.when === undefined) return true;
  const value = values[field.when.field];
  const parent = fields[field.when.field];
  return field.when.is.some((wanted) => wanted === value) && (parent === undefined || applies(parent, fields, values));
}

/** The default value of one field, complete. */
export function defaultOf(field: Field): unknown {
  switch (field.type) {
    case 'variant': {
      const chosen = field.variants[field.default];
      if (chosen === undefined) throw new RangeError(`No variant "${field.default}"`);
      return { type: field.default, ...defaultsOf(chosen.fields), ...field.defaults };
    }
    case 'list':
      return field.default.map((entry) => ({ ...defaultsOf(field.item), ...entry }));
    default:
      return field.default;
  }
}

/** The complete default configuration of a set of fields. */
export function defaultsOf<F extends Fields>(fields: F): ConfigOf<F> {
  const config: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) config[name] = defaultOf(fields[name] as Field);
  return config as ConfigOf<F>;
}
