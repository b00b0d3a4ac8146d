import { completeConfig } from '../complete-config.ts';
import { spokenName } from '../connection-rules.ts';
import type { Design, DesignNode } from '../design.ts';
import { isRecord, type InputRecord } from '../document/known-keys.ts';
import { plainDesign } from '../document/plain-design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { nodeLookup } from '../edge-distance.ts';
import type { FlowShape, KindSpec } from '../kind-spec.ts';
import { diagramIds, quoted } from './mermaid-words.ts';

/** What opens and closes a box of each shape. */
export const SHAPE_BRACKETS: Readonly<Record<FlowShape, readonly [open: string, close: string]>> = {
  rectangle: ['[', ']'],
  rounded: ['(', ')'],
  stadium: ['([', '])'],
  subroutine: ['[[', ']]'],
  cylinder: ['[(', ')]'],
  circle: ['((', '))'],
  rhombus: ['{', '}'],
  hexagon: ['{{', '}}'],
  trapezoid: ['[/', '\\]'],
  parallelogram: ['[/', '/]'],
  flag: ['>', ']'],
};

/** Begins the comment lines that hold what Mermaid has no word for. */
export const CARRIED = '%% roundtrip';

/** One line; a percent sign could be taken for the start of a directive, and these separators for the end of the line. */
function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[%\u2028\u2029]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function without(record: InputRecord, keys: readonly string[]): InputRecord {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

interface Writing {
  readonly design: Design;
  readonly findSpec: SpecLookup;
  readonly names: ReadonlyMap<string, string>;
  readonly childrenOf: ReadonlyMap<string | undefined, readonly DesignNode[]>;
}

/** The text fields of a note. */
function noteWords({ fields }: KindSpec, config: InputRecord): string {
  const complete: InputRecord = completeConfig(fields, config);
  const texts = Object.entries(fields).flatMap(([name, field]) =>
    field.type === 'text' ? [String(complete[name])] : [],
  );
  return texts.join(' ');
}

/** More of a note would make a box of a page's length; the comments have it all. */
const MAX_NOTE_CHARS = 300;

/** What stands in a box: the name, or the words of a note. */
function labelOf({ label, kind, config }: DesignNode, findSpec: SpecLookup): string {
  const spec = findSpec(kind);
  const words = spec === undefined || !isNote(spec) ? '' : noteWords(spec, config);
  if (words !== '') return words.replaceAll(/\s+/g, ' ').slice(0, MAX_NOTE_CHARS);
  return label === '' ? (spec?.name ?? kind) : label;
}

/** Blanks at the ends, doubled ones and nothing at all are not kept by those who read a diagram. */
function isKeptByReaders(label: unknown): boolean {
  return typeof label !== 'string' || (label !== '' && label.replaceAll(/\s+/g, ' ').trim() === label);
}

function isNote({ group, container }: KindSpec): boolean {
  return group === 'structure' && !container;
}

function boxLines(node: DesignNode, writing: Writing, indent: string): readonly string[] {
  const { findSpec, names } = writing;
  const spec = findSpec(node.kind);
  const name = names.get(node.id) ?? '';
  const label = quoted(labelOf(node, findSpec));
  if (spec?.container !== true) {
    const [open, close] = SHAPE_BRACKETS[spec?.recognition?.shape ?? 'rectangle'];
    return [`${indent}${name}${open}${label}${close}:::${node.kind}`];
  }
  const inside = (writing.childrenOf.get(node.id) ?? []).flatMap((child) => boxLines(child, writing, `${indent}  `));
  return [`${indent}subgraph ${name}[${label}]`, ...inside, `${indent}end`];
}

function edgeLines({ design, findSpec, names }: Writing): readonly string[] {
  const findNode = nodeLookup(design);
  return design.edges.map(({ source, target }) => {
    const [from, to] = [findSpec(findNode(source)?.kind ?? ''), findSpec(findNode(target)?.kind ?? '')];
    const spoken = from === undefined || to === undefined ? null : spokenName(from, to);
    const label = spoken === null ? '' : `|${quoted(spoken)}|`;
    return `  ${names.get(source) ?? ''} -->${label} ${names.get(target) ?? ''}`;
  });
}

function records(value: unknown): readonly InputRecord[] {
  return Array.isArray(value) ? value.filter((entry): entry is InputRecord => isRecord(entry)) : [];
}

/** Everything of the document that the diagram does not say, as comments in the order of the document. */
function carriedLines({ design, findSpec, names }: Writing): readonly string[] {
  const plain = plainDesign(design, findSpec);
  const nodes = records(plain['nodes']).map((node) => {
    const name = names.get(String(node['id'])) ?? '';
    const spec = findSpec(String(node['kind']));
    const hasLabel = isKeptByReaders(node['label']) && (spec === undefined || !isNote(spec));
    const known = ['kind', 'parent', ...(node['id'] === name ? ['id'] : []), ...(hasLabel ? ['label'] : [])];
    return `${CARRIED} node ${name} ${jsonLine(without(node, known))}`;
  });
  const edges = records(plain['edges']).map((edge) => {
    const [from, to] = [names.get(String(edge['source'])) ?? '', names.get(String(edge['target'])) ?? ''];
    return `${CARRIED} edge ${from} ${to} ${jsonLine(without(edge, ['source', 'target']))}`;
  });
  return [...nodes, ...edges, `${CARRIED} design ${jsonLine(without(plain, ['nodes', 'edges']))}`];
}

/**
 * A design as a Mermaid flowchart. Read again by `import/mermaid-reader.ts` it gives the same design.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function mermaidText(design: Design, findSpec: SpecLookup): string {
  const childrenOf = new Map<string | undefined, DesignNode[]>();
  for (const node of design.nodes) childrenOf.set(node.parent, [...(childrenOf.get(node.parent) ?? []), node]);
  const writing: Writing = { design, findSpec, names: diagramIds(design), childrenOf };
  const places = design.nodes.filter(({ kind }) => findSpec(kind)?.container === true);
  return [
    '---',
    `title: ${jsonLine(design.name)}`,
    '---',
    'flowchart LR',
    ...(childrenOf.get(undefined) ?? []).flatMap((node) => boxLines(node, writing, '  ')),
    ...edgeLines(writing),
    ...places.map(({ id, kind }) => `  class ${writing.names.get(id) ?? ''} ${kind}`),
    ...carriedLines(writing),
    '',
  ].join('\n');
}
