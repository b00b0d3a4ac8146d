import { findSpec } from '../../kinds/specs.ts';
import { sameValue } from '../../model/document/same-value.ts';
import type { Design } from '../../model/design.ts';
import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import { defaultOf, type Field, type Fields } from '../../model/fields.ts';
import { withOverride } from './overrides.ts';

/** What two kinds call by the same name is one setting when the same values mean the same in both. */
function sharedField(a: Field, b: Field): Field | null {
  if ((a.type === 'number' || a.type === 'integer') && a.type === b.type && a.unit === b.unit) {
    const min = Math.max(a.min, b.min);
    const max = Math.min(a.max, b.max);
    return min <= max && a.optional === b.optional ? { ...a, min, max } : null;
  }
  if (a.type === 'choice' && b.type === 'choice') {
    const both = a.options.filter(({ value }) => b.options.some((option) => option.value === value));
    return both.length > 1 ? { ...a, options: both } : null;
  }
  if (a.type === 'text' && b.type === 'text')
    return a.multiline === b.multiline ? { ...a, maxLength: Math.min(a.maxLength, b.maxLength) } : null;
  if (a.type === 'boolean' && b.type === 'boolean') return a;
  if (a.type === 'variant' && b.type === 'variant') return sameValue(a.variants, b.variants) ? a : null;
  if (a.type === 'list' && b.type === 'list') return sameValue(a.item, b.item) ? a : null;
  return null;
}

/** The settings that all of these kinds have: same name, same type, in the range that all allow. In the order of the first. */
export function sharedFields(all: readonly Fields[]): Fields {
  const [first, ...others] = all;
  if (first === undefined) return {};
  const shared: Record<string, Field> = {};
  for (const [name, own] of Object.entries(first)) {
    let field: Field | null = own;
    for (const fields of others) {
      const other = Object.hasOwn(fields, name) ? fields[name] : undefined;
      field = field === null || other === undefined ? null : sharedField(field, other);
    }
    if (field !== null) shared[name] = field;
  }
  return shared;
}

/** Names of the fields in which these overrides differ, defaults filled in. */
export function mixedFields(
  shared: Fields,
  holders: readonly { readonly fields: Fields; readonly config: Readonly<Record<string, unknown>> }[],
): ReadonlySet<string> {
  const valueOf = (name: string, { fields, config }: (typeof holders)[number]): unknown => {
    const field = fields[name];
    return Object.hasOwn(config, name) || field === undefined ? config[name] : defaultOf(field);
  };
  const [first, ...others] = holders;
  if (first === undefined) return new Set();
  return new Set(
    Object.keys(shared).filter((name) =>
      others.some((other) => !sameValue(valueOf(name, first), valueOf(name, other))),
    ),
  );
}

/** A value, or `DEFAULT` for what each kind has by itself. */
export const DEFAULT = Symbol('default');

function valueFor(fields: Fields, field: string, value: unknown): unknown {
  const declared = Object.hasOwn(fields, field) ? fields[field] : undefined;
  return value === DEFAULT && declared !== undefined ? defaultOf(declared) : value;
}

/** One setting of several nodes at once; kinds without it stay as they are. */
export function setNodesConfig(design: Design, ids: ReadonlySet<string>, field: string, value: unknown): Design {
  let changed = false;
  const nodes = design.nodes.map((node) => {
    if (!ids.has(node.id)) return node;
    const fields = findSpec(node.kind)?.fields ?? {};
    const config = withOverride(fields, node.config, field, valueFor(fields, field, value));
    if (config === node.config) return node;
    changed = true;
    return { ...node, config };
  });
  return changed ? { ...design, nodes } : design;
}

/** One setting of several edges at once. */
export function setEdgesConfig(design: Design, ids: ReadonlySet<string>, field: string, value: unknown): Design {
  let changed = false;
  const edges = design.edges.map((edge) => {
    if (!ids.has(edge.id)) return edge;
    const config = withOverride(EDGE_FIELDS, edge.config, field, valueFor(EDGE_FIELDS, field, value));
    if (config === edge.config) return edge;
    changed = true;
    return { ...edge, config };
  });
  return changed ? { ...design, edges } : design;
}
