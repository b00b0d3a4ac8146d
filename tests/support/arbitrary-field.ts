import * as fc from 'fast-check';
import { sameValue } from '../../src/model/document/same-value.ts';
import { tameText } from '../../src/model/document/text-safety.ts';
import { defaultOf, type Field, type Fields } from '../../src/model/fields.ts';

type Config = Readonly<Record<string, unknown>>;
type NumberLike = Extract<Field, { type: 'number' | 'integer' }>;

/** Ends of the range, the default, round numbers and any other: in that order of how often mistakes hide there. */
function arbitraryNumber(field: NumberLike): fc.Arbitrary<number | null> {
  const { min, max, type } = field;
  const any = type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
  const tenths = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, min + 1_000)) });
  // Adding 0 turns -0, which JSON does not keep, into 0.
  const numbers = fc.oneof(fc.constantFrom(min, max), tenths, any).map((value) => value + 0);
  return field.optional ? fc.option(numbers, { freq: 4 }) : numbers;
}

/** Tame text of any script, up to `maxLength` UTF-16 units. */
export function arbitraryText(maxLength: number, multiline: boolean): fc.Arbitrary<string> {
  const any = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  return any.map((text) => tameText(text.slice(0, maxLength), multiline));
}

function arbitraryVariant(field: Extract<Field, { type: 'variant' }>): fc.Arbitrary<unknown> {
  const variants = Object.entries(field.variants).map(([type, { fields }]) =>
    arbitraryComplete(fields).map((config) => ({ type, ...config })),
  );
  return fc.oneof(...variants);
}

/** Any value a field can have. */
export function arbitraryValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case 'number':
    case 'integer':
      return arbitraryNumber(field);
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...field.options.map(({ value }) => value));
    case 'text':
      return arbitraryText(field.maxLength, field.multiline);
    case 'variant':
      return arbitraryVariant(field);
    case 'list':
      return fc.array(arbitraryComplete(field.item), {
        minLength: field.minItems,
        maxLength: Math.min(field.maxItems, field.minItems + 3),
      });
  }
}

function arbitraries(fields: Fields): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, arbitraryValue(field)]));
}

/** A value for every field. */
export function arbitraryComplete(fields: Fields): fc.Arbitrary<Config> {
  return fc.record(arbitraries(fields), { noNullPrototype: true });
}

/** Some overrides, none of them equal to its default. */
export function arbitraryOverrides(fields: Fields): fc.Arbitrary<Config> {
  const some = fc.record(arbitraries(fields), { requiredKeys: [], noNullPrototype: true });
  return some.map((config) =>
    Object.fromEntries(Object.entries(config).filter(([name, value]) => !sameValue(value, defaultOf(fields[name]!)))),
  );
}
