import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Design, DesignNode } from '../../model/design.ts';
import { designBox, indexOf, sizeOf, type Box } from '../../state/design-index.ts';
import { PADDING } from '../../state/edits/containers.ts';
import type { Places } from '../../state/edits/places.ts';
import { GRID } from '../../state/edits/placement.ts';

/** Space between cards of one layer, and between layers: a line with its label and its dots needs room. */
const CARD_GAP_PX = 40;
const LAYER_GAP_PX = 104;

const PADDING_TEXT = `[top=${PADDING.top},left=${PADDING.left},bottom=${PADDING.bottom},right=${PADDING.right}]`;

/** The graph of the layout library: containers hold their children, edges are at the root and may cross borders. */
export function elkGraph(design: Design, direction: 'right' | 'down'): ElkNode {
  const { childrenOf } = indexOf(design);
  const nodeOf = (node: DesignNode): ElkNode => {
    const inside = childrenOf.get(node.id) ?? [];
    if (inside.length === 0) return { id: node.id, ...sizeOf(node) };
    return { id: node.id, children: inside.map(nodeOf), layoutOptions: { 'elk.padding': PADDING_TEXT } };
  };
  const edges = design.edges.map((edge): ElkExtendedEdge => ({
    id: `e:${edge.id}`,
    sources: [edge.source],
    targets: [edge.target],
  }));
  return {
    id: 'root:',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.spacing.nodeNode': String(CARD_GAP_PX),
      'elk.spacing.componentComponent': String(CARD_GAP_PX * 2),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(LAYER_GAP_PX),
      // Cards that are level now stay in the order somebody gave them, where it costs no crossing.
      'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
    },
    children: design.nodes.filter((node) => node.parent === undefined).map(nodeOf),
    edges,
  };
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID;
}

/** Places from the answer of the layout library; the whole keeps the upper left corner the design has now. */
export function placesFrom(design: Design, laidOut: ElkNode): Places {
  const places = new Map<string, Box>();
  const before = designBox(design) ?? { x: 0, y: 0 };
  const top = laidOut.children ?? [];
  const left = Math.min(...top.map((node) => node.x ?? 0));
  const upper = Math.min(...top.map((node) => node.y ?? 0));
  const visit = (node: ElkNode, dx: number, dy: number): void => {
    const { x = 0, y = 0, width = 0, height = 0 } = node;
    const size = { width: Math.ceil(width / GRID) * GRID, height: Math.ceil(height / GRID) * GRID };
    places.set(node.id, { x: onGrid(x + dx), y: onGrid(y + dy), ...size });
    for (const child of node.children ?? []) visit(child, 0, 0);
  };
  for (const node of top) visit(node, before.x - left, before.y - upper);
  return places;
}
