import { findSpec } from '../kinds/specs.ts';
import { completeConfig } from '../model/complete-config.ts';
import type { Design } from '../model/design.ts';
import type { NumberField } from '../model/fields.ts';
import { findNode } from './design-index.ts';

/** How many of a component there are, and the setting that says so. */
export interface ReplicaField {
  readonly name: string;
  readonly field: NumberField<boolean>;
  readonly count: number;
}

/** The number of replicas of a node; null for kinds that come as one. */
export function replicaFieldOf(design: Design, id: string): ReplicaField | null {
  const node = findNode(design, id);
  const spec = node && findSpec(node.kind);
  if (node === undefined || spec === undefined) return null;
  const name = ['replicas', 'readReplicas'].find((field) => Object.hasOwn(spec.fields, field));
  const field = name === undefined ? undefined : spec.fields[name];
  if (name === undefined || field === undefined || field.type !== 'integer') return null;
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  return { name, field, count: Number(config[name]) };
}
