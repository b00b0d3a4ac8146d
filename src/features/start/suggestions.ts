import { findSpec, SPECS } from '../../kinds/specs.ts';
import { connectionRefusal } from '../../model/connection-rules.ts';
import type { Design, DesignNode } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { indexOf } from '../../state/design-index.ts';
import { refusalBetween } from '../../state/edits/edges.ts';

/** One click that brings an unfinished design further. */
export type Suggestion =
  | { readonly type: 'connect'; readonly source: string; readonly target: string; readonly words: string }
  | { readonly type: 'add-behind'; readonly kind: string; readonly source: string; readonly words: string }
  | { readonly type: 'add-in-front'; readonly kind: string; readonly target: string; readonly words: string };

/** As many as can be read at a glance. */
const MAX_SUGGESTIONS = 3;

/** Beyond this nobody is drawing their first lines, and looking for missing ones would take long. */
const MAX_NODES = 60;

interface Part {
  readonly node: DesignNode;
  readonly spec: KindSpec;
}

function partsOf(design: Design): readonly Part[] {
  return design.nodes.flatMap((node) => {
    const spec = findSpec(node.kind);
    return spec === undefined || spec.group === 'structure' ? [] : [{ node, spec }];
  });
}

/**
 * Clients and routers do nothing by themselves: without a target they are unfinished. One that is asked by its own kind (a server
 * of DNS, by a resolver) answers that one.
 */
function lacksTarget(design: Design, { node, spec }: Part): boolean {
  const { edgesFrom, edgesTo, nodes } = indexOf(design);
  if ((spec.group !== 'clients' && spec.group !== 'routing') || edgesFrom.has(node.id)) return false;
  return !(edgesTo.get(node.id) ?? []).some(({ source }) => nodes.get(source)?.kind === node.kind);
}

function isUncalled(design: Design, { node, spec }: Part): boolean {
  return spec.provides.length > 0 && !indexOf(design).edgesTo.has(node.id);
}

const BEHIND_ORDER: readonly KindSpec['group'][] = ['compute', 'routing', 'data', 'realtime'];

/** Kinds that may stand behind one, those that do the work first. */
function kindsBehind(spec: KindSpec): readonly KindSpec[] {
  const rank = ({ group }: KindSpec): number => {
    const at = BEHIND_ORDER.indexOf(group);
    return at < 0 ? BEHIND_ORDER.length : at;
  };
  const all: readonly KindSpec[] = Object.values(SPECS);
  return all
    .filter((other) => other.id !== spec.id && connectionRefusal(spec, other) === null)
    .toSorted((a, b) => rank(a) - rank(b));
}

function named({ node, spec }: Part): string {
  return node.label === '' ? spec.name : node.label;
}

/** Everybody a call can get to from a node: a line back from there would go round in a circle. */
function reachableFrom(design: Design, start: string): ReadonlySet<string> {
  const { edgesFrom } = indexOf(design);
  const reached = new Set([start]);
  for (const id of reached) for (const { target } of edgesFrom.get(id) ?? []) reached.add(target);
  return reached;
}

/** Lines between what is there already: someone without a target, and someone nobody calls. */
function missingLines(design: Design, parts: readonly Part[]): readonly Suggestion[] {
  const uncalled = parts.filter((part) => isUncalled(design, part));
  return uncalled.flatMap((target): Suggestion[] => {
    const behind = reachableFrom(design, target.node.id);
    const callers = parts.filter(
      ({ node }) => !behind.has(node.id) && refusalBetween(design, node.id, target.node.id) === null,
    );
    const source =
      callers.find((part) => lacksTarget(design, part)) ??
      callers.find(({ spec }) => spec.group === 'compute') ??
      callers.find(({ spec }) => spec.group === 'routing') ??
      callers[0];
    if (source === undefined) return [];
    const words = `Connect ${named(source)} to ${named(target)}`;
    return [{ type: 'connect', source: source.node.id, target: target.node.id, words }];
  });
}

/** Something behind whoever has nothing to send to. */
function missingTargets(design: Design, parts: readonly Part[], connected: ReadonlySet<string>): readonly Suggestion[] {
  return parts
    .filter((part) => lacksTarget(design, part) && !connected.has(part.node.id))
    .flatMap((part) =>
      kindsBehind(part.spec)
        .slice(0, 1)
        .map(({ id, name }): Suggestion => ({
          type: 'add-behind',
          kind: id,
          source: part.node.id,
          words: `Add a ${name.toLowerCase()} behind ${named(part)}`,
        })),
    );
}

/** Somebody who calls, when nobody does. */
function missingClient(design: Design, parts: readonly Part[]): readonly Suggestion[] {
  if (parts.length === 0 || parts.some(({ spec }) => spec.group === 'clients')) return [];
  const all: readonly KindSpec[] = Object.values(SPECS);
  const client = all.find(({ group }) => group === 'clients');
  const target = parts.find(
    (part) => isUncalled(design, part) && client !== undefined && connectionRefusal(client, part.spec) === null,
  );
  if (client === undefined || target === undefined) return [];
  const words = `Add a ${client.name.toLowerCase()} that calls ${named(target)}`;
  return [{ type: 'add-in-front', kind: client.id, target: target.node.id, words }];
}

/** A design of so few parts, without a word about it, is a first sketch: nobody says yet that it is whole. */
const MAX_SKETCH = 5;

/** Where data could come from in a first sketch, for a service that has none. */
function missingData(design: Design, parts: readonly Part[]): readonly Suggestion[] {
  const isSketch = design.description === '' && design.objectives.length === 0 && parts.length <= MAX_SKETCH;
  if (!isSketch || parts.some(({ spec }) => spec.group === 'data')) return [];
  const last = parts.find(({ node, spec }) => spec.group === 'compute' && !indexOf(design).edgesFrom.has(node.id));
  if (last === undefined || !parts.some(({ spec }) => spec.group === 'clients')) return [];
  return kindsBehind(last.spec)
    .filter(({ group }) => group === 'data')
    .toReversed()
    .slice(0, 1)
    .map(({ id, name }) => ({
      type: 'add-behind',
      kind: id,
      source: last.node.id,
      words: `Add a ${name.toLowerCase()} behind ${named(last)}`,
    }));
}

/** What could be placed or connected next in an unfinished design; nothing for a finished one. */
export function suggestionsFor(design: Design): readonly Suggestion[] {
  if (design.nodes.length > MAX_NODES) return [];
  const parts = partsOf(design);
  const lines = missingLines(design, parts);
  const connected = new Set(lines.flatMap((line) => (line.type === 'connect' ? [line.source] : [])));
  const urgent = [...missingClient(design, parts), ...lines, ...missingTargets(design, parts, connected)];
  return (urgent.length > 0 ? urgent : missingData(design, parts)).slice(0, MAX_SUGGESTIONS);
}
