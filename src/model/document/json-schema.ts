import { ACTIONS, type ActionSpec } from '../actions.ts';
import { DESIGN_VERSION, EMPTY_DESIGN } from '../design.ts';
import { EDGE_FIELDS } from '../edge-spec.ts';
import { defaultOf, type Field, type Fields } from '../fields.ts';
import type { KindSpec } from '../kind-spec.ts';
import { ID_PATTERN, LIMITS } from '../limits.ts';
import { OBJECTIVE_METRICS, type ObjectiveMetric } from '../objectives.ts';
import { RUN_FIELDS } from '../run-spec.ts';
import { UNIT_LABEL } from '../units.ts';
import { objectiveValueField } from './read-objectives.ts';
import { POSITION_FIELDS, SIZE_FIELDS } from './read-nodes.ts';
import { SCENARIO_TIME_FIELDS } from './read-scenario.ts';
import { variantDefaults } from './variant-defaults.ts';

/** A schema or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

function numberSchema(field: Extract<Field, { type: 'number' | 'integer' }>): JsonSchema {
  const schema = { type: field.optional ? [field.type, 'null'] : field.type, minimum: field.min, maximum: field.max };
  return field.unit === 'none' ? schema : { ...schema, 'x-unit': field.unit };
}

function describe(field: Field): string {
  const unit = field.type === 'number' || field.type === 'integer' ? UNIT_LABEL[field.unit] : '';
  // A ratio is written as 0.05 and only shown as 5 %.
  const unitText = unit === '' || unit === '%' ? '' : ` In ${unit}.`;
  const nullText =
    (field.type === 'number' || field.type === 'integer') && field.optional && field.nullLabel !== undefined
      ? ` null: ${field.nullLabel}.`
      : '';
  return `${field.label}. ${field.help}${unitText}${nullText}${field.source === undefined ? '' : ` Source: ${field.source}.`}`;
}

function valueSchema(field: Field): JsonSchema {
  switch (field.type) {
    case 'number':
    case 'integer':
      return numberSchema(field);
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { type: 'string', enum: field.options.map(({ value }) => value) };
    case 'text':
      return { type: 'string', maxLength: field.maxLength };
    case 'list':
      return { type: 'array', minItems: field.minItems, maxItems: field.maxItems, items: recordSchema(field.item) };
    case 'variant':
      return {
        type: 'object',
        oneOf: Object.entries(field.variants).map(([type, { label, fields }]) => {
          const record = recordSchema(fields, { type: { const: type } }, variantDefaults(field, type));
          return { title: label, ...record, required: ['type'] };
        }),
      };
  }
}

function fieldSchema(field: Field, fallback: unknown): JsonSchema {
  return { description: describe(field), ...valueSchema(field), default: fallback };
}

/** Every key is optional: what is absent has its default. */
function recordSchema(
  fields: Fields,
  first: JsonSchema = {},
  defaults: Readonly<Record<string, unknown>> = {},
): JsonSchema {
  const properties = Object.entries(fields).map(([name, field]) => [
    name,
    fieldSchema(field, defaults[name] ?? defaultOf(field)),
  ]);
  return { type: 'object', additionalProperties: false, properties: { ...first, ...Object.fromEntries(properties) } };
}

const ID: JsonSchema = { type: 'string', pattern: ID_PATTERN.source };
const ID_REFERENCE: JsonSchema = { $ref: '#/$defs/id' };

function objectSchema(required: readonly string[], properties: JsonSchema): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}

function allRequired(fields: Fields): JsonSchema {
  return { ...recordSchema(fields), required: Object.keys(fields) };
}

function nodeSchema(spec: KindSpec): JsonSchema {
  return {
    title: spec.name,
    description: spec.summary,
    ...objectSchema(['id', 'kind', 'position'], {
      id: ID_REFERENCE,
      kind: { const: spec.id },
      label: { type: 'string', maxLength: LIMITS.labelChars, default: spec.name },
      position: { $ref: '#/$defs/position' },
      size: { $ref: '#/$defs/size' },
      parent: { ...ID_REFERENCE, description: 'Id of the region or zone this node is in.' },
      config: recordSchema(spec.fields),
    }),
  };
}

const EDGE: JsonSchema = objectSchema(['id', 'source', 'target'], {
  id: ID_REFERENCE,
  source: { ...ID_REFERENCE, description: 'Id of the node that calls.' },
  target: { ...ID_REFERENCE, description: 'Id of the node that is called.' },
  config: recordSchema(EDGE_FIELDS),
});

function actionSchema({ type, help, fields }: ActionSpec): JsonSchema {
  return { description: help, ...recordSchema(fields, { type: { const: type } }), required: ['type'] };
}

const SCENARIO_ENTRY: JsonSchema = objectSchema(['id', 'atS', 'target', 'action'], {
  id: ID_REFERENCE,
  atS: fieldSchema(SCENARIO_TIME_FIELDS.atS, 0),
  untilS: { description: describe(SCENARIO_TIME_FIELDS.untilS), ...valueSchema(SCENARIO_TIME_FIELDS.untilS) },
  target: {
    oneOf: [
      objectSchema(['node'], {
        node: ID_REFERENCE,
        endpoint: { type: 'integer', minimum: 0, maximum: LIMITS.endpoints - 1 },
      }),
      objectSchema(['edge'], { edge: ID_REFERENCE }),
    ],
  },
  action: { oneOf: Object.values(ACTIONS).map((action) => actionSchema(action)) },
});

const OBJECTIVE: JsonSchema = {
  oneOf: (Object.keys(OBJECTIVE_METRICS) as ObjectiveMetric[]).map((metric) => {
    const value = objectiveValueField(metric);
    return objectSchema(['metric', 'comparison', 'value'], {
      metric: { const: metric },
      comparison: { enum: ['<', '>'] },
      value: { description: describe(value), ...valueSchema(value) },
      client: { ...ID_REFERENCE, description: 'Id of the client it is about; absent: all of them.' },
    });
  }),
};

function listOf(items: JsonSchema, maxItems: number): JsonSchema {
  return { type: 'array', maxItems, items };
}

/**
 * The document format as a JSON Schema (draft 2020-12), derived from the same declarations that the reader uses. It describes what
 * the program writes; the reader takes a little more, with notices. What a schema cannot say (ends that exist, connections
 * that are allowed, circles of parents) is checked by the reader alone. Units are in `x-unit`.
 * @param specs all kinds, in the order of the palette
 */
export function designJsonSchema(specs: readonly KindSpec[]): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Roundtrip design',
    description:
      'An architecture to simulate: components, calls between them, planned faults, objectives. Only what differs from a default is stored.',
    ...objectSchema(['version', 'nodes'], {
      $schema: { type: 'string' },
      version: { const: DESIGN_VERSION },
      name: { type: 'string', maxLength: LIMITS.labelChars, default: EMPTY_DESIGN.name },
      description: { type: 'string', maxLength: LIMITS.noteChars, default: EMPTY_DESIGN.description },
      nodes: listOf({ oneOf: specs.map((spec) => ({ $ref: `#/$defs/${spec.id}` })) }, LIMITS.nodes),
      edges: listOf(EDGE, LIMITS.edges),
      scenario: listOf(SCENARIO_ENTRY, LIMITS.scenario),
      objectives: listOf(OBJECTIVE, LIMITS.objectives),
      run: recordSchema(RUN_FIELDS),
    }),
    $defs: {
      id: ID,
      position: allRequired(POSITION_FIELDS),
      size: allRequired(SIZE_FIELDS),
      ...Object.fromEntries(specs.map((spec) => [spec.id, nodeSchema(spec)])),
    },
  };
}

/** The schema as the text of `public/roundtrip.schema.json`. */
export function designJsonSchemaText(specs: readonly KindSpec[]): string {
  return `${JSON.stringify(designJsonSchema(specs), null, 2)}\n`;
}
