import { ACTIONS, type ActionSpec } from '../actions.ts';
import { EMPTY_DESIGN, type Design, type DesignEdge, type DesignNode, type ScenarioEntry } from '../design.ts';
import { EDGE_FIELDS } from '../edge-spec.ts';
import { defaultOf, defaultsOf, type Field, type Fields } from '../fields.ts';
import { RUN_FIELDS } from '../run-spec.ts';
import { isRecord, ownValue, type InputRecord } from './known-keys.ts';
import { sameValue } from './same-value.ts';
import type { SpecLookup } from './spec-lookup.ts';
import { variantDefaults } from './variant-defaults.ts';

/** A value as it is stored: variants and list entries keep only what differs from their own defaults. */
function plainValue(field: Field, value: unknown): unknown {
  if (field.type === 'list' && Array.isArray(value)) {
    const defaults = defaultsOf(field.item);
    return value.map((entry: unknown) => (isRecord(entry) ? plainFields(field.item, entry, defaults) : entry));
  }
  if (field.type !== 'variant' || !isRecord(value)) return value;
  const type = String(value['type']);
  const defaults = variantDefaults(field, type);
  return defaults === undefined ? value : { type, ...plainFields(field.variants[type]?.fields ?? {}, value, defaults) };
}

/** The declared fields that differ from `defaults`, in declared order. */
function plainFields(fields: Fields, values: InputRecord, defaults: InputRecord): InputRecord {
  const plain: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = ownValue(values, name);
    if (value !== undefined && !sameValue(value, defaults[name])) plain[name] = plainValue(field, value);
  }
  return plain;
}

function plainOverrides(fields: Fields, overrides: InputRecord): { config?: InputRecord } {
  const defaults = Object.fromEntries(
    Object.keys(overrides).flatMap((name) =>
      Object.hasOwn(fields, name) ? [[name, defaultOf(fields[name] as Field)]] : [],
    ),
  );
  const plain = plainFields(fields, overrides, defaults);
  return Object.keys(plain).length === 0 ? {} : { config: plain };
}

/** `Math.round` without -0, which JSON does not keep. */
function wholePixel(value: number): number {
  return Math.round(value) + 0;
}

function plainNode(node: DesignNode, findSpec: SpecLookup): InputRecord {
  const spec = findSpec(node.kind);
  const { size } = node;
  const isOwnSize = size !== undefined && !sameValue(size, spec?.size);
  return {
    id: node.id,
    kind: node.kind,
    ...(node.label === spec?.name ? {} : { label: node.label }),
    position: { x: wholePixel(node.position.x), y: wholePixel(node.position.y) },
    ...(isOwnSize ? { size: { width: wholePixel(size.width), height: wholePixel(size.height) } } : {}),
    ...(node.parent === undefined ? {} : { parent: node.parent }),
    ...(spec === undefined ? { config: node.config } : plainOverrides(spec.fields, node.config)),
  };
}

function plainEdge({ id, source, target, config }: DesignEdge): InputRecord {
  return { id, source, target, ...plainOverrides(EDGE_FIELDS, config) };
}

function plainEntry({ id, atS, untilS, target, action }: ScenarioEntry): InputRecord {
  const { fields }: ActionSpec = ACTIONS[action.type];
  return {
    id,
    atS,
    ...(untilS === undefined ? {} : { untilS }),
    target:
      'edge' in target
        ? { edge: target.edge }
        : { node: target.node, ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }) },
    action: { type: action.type, ...plainFields(fields, action, defaultsOf(fields)) },
  };
}

function listed(key: string, entries: readonly unknown[]): InputRecord {
  return entries.length === 0 ? {} : { [key]: entries };
}

/**
 * A design as the plain object that files and links hold: only what differs from a default, keys in a fixed order.
 * Works for any design the editor can hold; an unknown kind keeps its configuration as it is.
 */
export function plainDesign(design: Design, findSpec: SpecLookup): InputRecord {
  const run = plainOverrides(RUN_FIELDS, design.run).config;
  const { name, description } = design;
  return {
    version: design.version,
    ...(name === EMPTY_DESIGN.name ? {} : { name }),
    ...(description === EMPTY_DESIGN.description ? {} : { description }),
    nodes: design.nodes.map((node) => plainNode(node, findSpec)),
    ...listed('edges', design.edges.map(plainEdge)),
    ...listed('scenario', design.scenario.map(plainEntry)),
    ...listed(
      'objectives',
      design.objectives.map(({ metric, comparison, value, client }) => ({
        metric,
        comparison,
        value,
        ...(client === undefined ? {} : { client }),
      })),
    ),
    ...(run === undefined ? {} : { run }),
  };
}
