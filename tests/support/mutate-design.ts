import * as fc from 'fast-check';
import { findSpec } from '../../src/kinds/specs.ts';
import { connectionRefusal } from '../../src/model/connection-rules.ts';
import type { Design, DesignEdge, DesignNode } from '../../src/model/design.ts';

/** One edit, as numbers that are resolved against whatever the design is at that moment. */
export interface Edit {
  readonly type:
    | 'remove node'
    | 'remove edge'
    | 'add node'
    | 'add edge'
    | 'configure node'
    | 'configure edge'
    | 'change kind'
    | 'move'
    | 'replace all'
    | 'shuffle';
  readonly pick: number;
  readonly otherPick: number;
}

const PICK = fc.nat({ max: 10_000 });

export const arbitraryEdit: fc.Arbitrary<Edit> = fc.record({
  type: fc.constantFrom(
    'remove node',
    'remove edge',
    'add node',
    'add node',
    'add edge',
    'add edge',
    'configure node',
    'configure node',
    'configure edge',
    'configure edge',
    'change kind',
    'move',
    'replace all',
    'shuffle',
  ),
  pick: PICK,
  otherPick: PICK,
});

function at<T>(items: readonly T[], pick: number): T | undefined {
  return items[pick % Math.max(1, items.length)];
}

/** The design after an edit; material for what is new comes from `other`. It stays a valid document. */
export function mutate(design: Design, other: Design, { type, pick, otherPick }: Edit): Design {
  const node = at(design.nodes, pick);
  const edge = at(design.edges, pick);
  const otherNode = at(other.nodes, otherPick);
  const otherEdge = at(other.edges, otherPick);
  switch (type) {
    case 'remove node':
      return valid({ ...design, nodes: design.nodes.filter((one) => one !== node) });
    case 'remove edge':
      return { ...design, edges: design.edges.filter((one) => one !== edge) };
    case 'add node':
      return otherNode === undefined
        ? design
        : valid({ ...design, nodes: [...design.nodes, { ...otherNode, id: freeId(design, `n${pick}`) }] });
    case 'add edge': {
      const target = at(design.nodes, otherPick);
      if (node === undefined || target === undefined || otherEdge === undefined) return design;
      return valid({
        ...design,
        edges: [...design.edges, { ...otherEdge, id: freeId(design, `e${pick}`), source: node.id, target: target.id }],
      });
    }
    case 'configure node': {
      const like = other.nodes.find(({ kind }) => kind === node?.kind);
      return like === undefined
        ? design
        : { ...design, nodes: design.nodes.map((one) => (one === node ? { ...one, config: like.config } : one)) };
    }
    case 'configure edge':
      return otherEdge === undefined
        ? design
        : { ...design, edges: design.edges.map((one) => (one === edge ? { ...one, config: otherEdge.config } : one)) };
    case 'change kind':
      return otherNode === undefined
        ? design
        : valid({ ...design, nodes: design.nodes.map((one) => (one === node ? { ...otherNode, id: one.id } : one)) });
    case 'move':
      return valid({
        ...design,
        nodes: design.nodes.map((one) => (one === node ? moved(one, at(design.nodes, otherPick)) : one)),
      });
    case 'replace all':
      return { ...other, run: design.run };
    case 'shuffle':
      return { ...design, nodes: design.nodes.toReversed(), edges: design.edges.toReversed() };
  }
}

function freeId(design: Design, wanted: string): string {
  const taken = new Set([...design.nodes, ...design.edges].map(({ id }) => id));
  return taken.has(wanted) ? `${wanted}-${taken.size}` : wanted;
}

function moved(from: DesignNode, into: DesignNode | undefined): DesignNode {
  const { parent: _before, ...node } = from;
  const isContainer =
    into !== undefined &&
    (into.kind === 'region' || into.kind === 'zone') &&
    into.parent === undefined &&
    into.id !== node.id;
  return isContainer ? { ...node, parent: into.id } : node;
}

/** Without edges that may not be or lead nowhere, and without parents that do or go round in a circle. */
function valid(design: Design): Design {
  const kinds = new Map(design.nodes.map(({ id, kind }) => [id, kind]));
  const isLegal = ({ source, target }: DesignEdge): boolean => {
    const from = findSpec(kinds.get(source) ?? '');
    const to = findSpec(kinds.get(target) ?? '');
    return from !== undefined && to !== undefined && connectionRefusal(from, to) === null;
  };
  const nodes = design.nodes.map((node) =>
    node.parent !== undefined && !hasSoundParents(design, node) ? moved(node, undefined) : node,
  );
  return { ...design, nodes, edges: design.edges.filter(isLegal) };
}

function hasSoundParents(design: Design, node: DesignNode): boolean {
  const seen = new Set<string>([node.id]);
  for (let id = node.parent; id !== undefined;) {
    const parent = design.nodes.find((one) => one.id === id);
    if (parent === undefined || seen.has(id) || (parent.kind !== 'region' && parent.kind !== 'zone')) return false;
    seen.add(id);
    id = parent.parent;
  }
  return true;
}
