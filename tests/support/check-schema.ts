import type { JsonSchema } from '../../src/model/document/json-schema.ts';

type Failure = string;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function hasType(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}

type Check = (argument: never, value: never, schema: JsonSchema, root: JsonSchema) => readonly Failure[];

function when(ok: boolean, failure: Failure): readonly Failure[] {
  return ok ? [] : [failure];
}

/** Keywords of JSON Schema that the document's schema uses; any other is an error of this checker, so that none is ignored unnoticed. */
const CHECKS: Readonly<Record<string, Check>> = {
  type: (types: string | string[], value: unknown) =>
    when(
      [types].flat().some((type) => hasType(value, type)),
      `type ${String(types)}`,
    ),
  const: (expected: unknown, value: unknown) => when(expected === value, `const ${String(expected)}`),
  enum: (options: unknown[], value: unknown) => when(options.includes(value), `enum ${options.join()}`),
  minimum: (min: number, value: unknown) => when(typeof value !== 'number' || value >= min, `minimum ${min}`),
  maximum: (max: number, value: unknown) => when(typeof value !== 'number' || value <= max, `maximum ${max}`),
  maxLength: (max: number, value: unknown) =>
    when(typeof value !== 'string' || Array.from(value).length <= max, `maxLength ${max}`),
  pattern: (pattern: string, value: unknown) =>
    when(typeof value !== 'string' || new RegExp(pattern, 'u').test(value), `pattern ${pattern}`),
  minItems: (min: number, value: unknown) => when(!Array.isArray(value) || value.length >= min, `minItems ${min}`),
  maxItems: (max: number, value: unknown) => when(!Array.isArray(value) || value.length <= max, `maxItems ${max}`),
  required: (keys: string[], value: unknown) =>
    typeOf(value) === 'object'
      ? keys.flatMap((key) => when(Object.hasOwn(value as object, key), `required ${key}`))
      : [],
  items: (items: JsonSchema, value: unknown, _: JsonSchema, root: JsonSchema) =>
    Array.isArray(value)
      ? value.flatMap((entry, place) => checkSchema(items, entry, root).map((failure) => `[${place}] ${failure}`))
      : [],
  properties: (properties: Record<string, JsonSchema>, value: unknown, _: JsonSchema, root: JsonSchema) =>
    typeOf(value) === 'object'
      ? Object.entries(value as object).flatMap(([key, entry]) =>
          Object.hasOwn(properties, key)
            ? checkSchema(properties[key]!, entry, root).map((failure) => `${key}: ${failure}`)
            : [],
        )
      : [],
  additionalProperties: (_: false, value: unknown, schema: JsonSchema) =>
    typeOf(value) === 'object'
      ? Object.keys(value as object).flatMap((key) =>
          when(Object.hasOwn(schema['properties'] as object, key), `additional ${key}`),
        )
      : [],
  oneOf: (options: JsonSchema[], value: unknown, _: JsonSchema, root: JsonSchema) => {
    const results = options.map((option) => checkSchema(option, value, root));
    return when(results.filter((failures) => failures.length === 0).length === 1, `oneOf ${JSON.stringify(results)}`);
  },
  $ref: (reference: string, value: unknown, _: JsonSchema, root: JsonSchema) => {
    const definitions = root['$defs'] as Record<string, JsonSchema>;
    return checkSchema(definitions[reference.replace('#/$defs/', '')]!, value, root);
  },
};

const ANNOTATIONS = new Set(['$schema', '$defs', 'title', 'description', 'default', 'x-unit']);

/** What of `value` a schema of the project's own kind refuses; empty when it is valid. */
export function checkSchema(schema: JsonSchema, value: unknown, root: JsonSchema = schema): readonly Failure[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.has(keyword)) return [];
    const check = CHECKS[keyword];
    if (check === undefined) throw new RangeError(`No check for the keyword ${keyword}`);
    return check(argument as never, value as never, schema, root);
  });
}
