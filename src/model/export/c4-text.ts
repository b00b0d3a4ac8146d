import { completeConfig } from '../complete-config.ts';
import { spokenName } from '../connection-rules.ts';
import type { Design, DesignNode } from '../design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { nodeLookup } from '../edge-distance.ts';
import { fieldText } from '../field-text.ts';
import type { KindSpec } from '../kind-spec.ts';
import { quantityText } from '../units.ts';
import { diagramIds, quoted } from './mermaid-words.ts';

/** "Replicas 2, Slots per replica 8" */
function settingsText({ config }: DesignNode, spec: KindSpec): string {
  const complete: Readonly<Record<string, unknown>> = completeConfig(spec.fields, config);
  return spec.cardFields
    .flatMap((name) => {
      const field = spec.fields[name];
      return field === undefined ? [] : [`${field.label} ${quantityText(fieldText(field, complete[name]))}`];
    })
    .join(', ')
    .replaceAll('\u00A0', ' ');
}

/** The word C4 has for a component of this kind. */
function elementOf(spec: KindSpec): string {
  if (spec.group === 'clients') return 'Person';
  return spec.recognition?.shape === 'cylinder' ? 'ContainerDb' : 'Container';
}

function commentLine(text: string): string {
  return `%% Note: ${text.replaceAll(/[\n\r\u2028\u2029%{}]+/g, ' ')}`;
}

/**
 * A design as a C4 container diagram in Mermaid's notation.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function c4Text(design: Design, findSpec: SpecLookup): string {
  const names = diagramIds(design);
  const findNode = nodeLookup(design);
  const childrenOf = new Map<string | undefined, DesignNode[]>();
  for (const node of design.nodes) childrenOf.set(node.parent, [...(childrenOf.get(node.parent) ?? []), node]);

  const elementLines = (node: DesignNode, indent: string): readonly string[] => {
    const spec = findSpec(node.kind);
    const name = names.get(node.id) ?? '';
    const label = quoted(node.label === '' ? (spec?.name ?? node.kind) : node.label);
    if (spec === undefined) return [`${indent}Container(${name}, ${label})`];
    if (spec.container) {
      const inside = (childrenOf.get(node.id) ?? []).flatMap((child) => elementLines(child, `${indent}  `));
      // A boundary with nothing to draw in it is no C4.
      if (inside.every((line) => line.trimStart().startsWith('%%')))
        return [`${indent}${commentLine(`${spec.name} ${node.label} is empty`)}`, ...inside];
      return [`${indent}Boundary(${name}, ${label}, ${quoted(spec.name)}) {`, ...inside, `${indent}}`];
    }
    if (spec.group === 'structure') {
      const text = Object.values(completeConfig(spec.fields, node.config)).map(String).join(' ');
      return [`${indent}${commentLine(text)}`];
    }
    const settings = quoted(settingsText(node, spec));
    return spec.group === 'clients'
      ? [`${indent}Person(${name}, ${label}, ${settings})`]
      : [`${indent}${elementOf(spec)}(${name}, ${label}, ${quoted(spec.name)}, ${settings})`];
  };

  const relations = design.edges.map(({ source, target }) => {
    const [from, to] = [findSpec(findNode(source)?.kind ?? ''), findSpec(findNode(target)?.kind ?? '')];
    const spoken = from === undefined || to === undefined ? null : spokenName(from, to);
    return `  Rel(${names.get(source) ?? ''}, ${names.get(target) ?? ''}, "calls", ${quoted(spoken ?? '')})`;
  });
  const elements = (childrenOf.get(undefined) ?? []).flatMap((node) => elementLines(node, '  '));
  return ['C4Container', `  title ${quoted(design.name).slice(1, -1)}`, ...elements, ...relations, ''].join('\n');
}
