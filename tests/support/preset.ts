import { readFileSync } from 'node:fs';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { readDesign } from '../../src/model/document/read-design.ts';

/** A preset as it is opened. */
export function preset(name: string): Design {
  const text = readFileSync(new URL(`../../presets/${name}.json`, import.meta.url), 'utf8');
  const read = readDesign(JSON.parse(text), findSpec);
  if (!read.ok) throw new Error(`Preset ${name} was not read`);
  return read.value;
}

/** The design with other settings of one node over what it has. */
export function withNode(design: Design, id: string, config: Record<string, unknown>): Design {
  const nodes = design.nodes.map((node) =>
    node.id === id ? { ...node, config: { ...node.config, ...config } } : node,
  );
  return { ...design, nodes };
}
