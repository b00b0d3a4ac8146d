import { Position, type Edge, type Node, type NodeHandle } from '@xyflow/react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import { HANDLE_REACH } from '../../model/edge-geometry.ts';
import { nodeName } from '../../state/action-words.ts';
import { ancestorsOf, sizeOf } from '../../state/design-index.ts';

type FlowNodeType = 'card' | 'place' | 'note';
export type FlowNode = Node<Record<string, never>, FlowNodeType>;
export type FlowEdge = Edge<Record<string, never>, 'call'>;

/** Shared by all: what a card shows comes from the document by id, never through React Flow's data. */
const NO_DATA: Record<string, never> = {};

/** Containers lie under the edges (0), cards above them. */
const CONTAINER_LEVEL = -10;
const CARD_LEVEL = 1;

/** Id of the element that names a node for assistive technology; its text changes while running. */
export function nameElementId(node: string): string {
  return `node-name-${node}`;
}

function typeOf(kind: string): FlowNodeType {
  const spec = findSpec(kind);
  if (spec?.container === true) return 'place';
  // What is neither a place nor takes part in a run is text on the canvas.
  return spec?.group === 'structure' ? 'note' : 'card';
}

/** Width and height of a connection handle, which is centred on the border (`.port` in canvas.css). */
const HANDLE_PX = 2 * HANDLE_REACH;

/**
 * Where calls come in and go out, as `Handles.tsx` draws it. React Flow would otherwise draw every card of a design that is
 * opened, in sight or not, to measure where its handles are.
 */
function handlesOf(kind: string, { width, height }: { readonly width: number; readonly height: number }): NodeHandle[] {
  const spec = findSpec(kind);
  const box = { y: height / 2 - HANDLE_REACH, width: HANDLE_PX, height: HANDLE_PX };
  return [
    ...(spec === undefined || spec.provides.length === 0
      ? []
      : [{ ...box, type: 'target' as const, position: Position.Left, x: -HANDLE_REACH }]),
    ...(spec === undefined || spec.calls.length === 0
      ? []
      : [{ ...box, type: 'source' as const, position: Position.Right, x: width - HANDLE_REACH }]),
  ];
}

interface FlowNodeState {
  readonly depth: number;
  readonly selected: boolean;
  /** It is in a group that is selected and moved as one. */
  readonly locked?: boolean;
}

/**
 * A React Flow node made field by field. Nothing of the document is passed through: an unknown field of a shared document
 * (a style, a class, an attribute) must not reach the page.
 */
export function flowNode(node: DesignNode, state: FlowNodeState): FlowNode {
  const { width, height } = sizeOf(node);
  const type = typeOf(node.kind);
  return {
    id: node.id,
    type,
    position: { x: node.position.x, y: node.position.y },
    ...(node.parent === undefined ? {} : { parentId: node.parent }),
    width,
    height,
    measured: { width, height },
    handles: handlesOf(node.kind, { width, height }),
    data: NO_DATA,
    selected: state.selected,
    focusable: true,
    // A press on what is in a closed group is a press on the group, which lies under it.
    ...(state.locked ? { selectable: false, style: { pointerEvents: 'none' as const } } : {}),
    zIndex: type === 'place' ? CONTAINER_LEVEL + state.depth : CARD_LEVEL,
    domAttributes: { 'aria-labelledby': nameElementId(node.id), tabIndex: -1 },
  };
}

/** What a call is called for who does not see it: "Call from Shoppers to Load balancer". */
export function callName(design: Design, edge: DesignEdge): string {
  return `Call from ${nodeName(design, edge.source)} to ${nodeName(design, edge.target)}`;
}

export function flowEdge(edge: DesignEdge, selected: boolean, name: string): FlowEdge {
  return {
    id: edge.id,
    type: 'call',
    source: edge.source,
    target: edge.target,
    selected,
    focusable: false,
    ariaLabel: name,
    data: NO_DATA,
  };
}

/** Nodes ordered so that each container comes before what is in it, as React Flow wants them. */
export function parentsFirst(design: Design): readonly { readonly node: DesignNode; readonly depth: number }[] {
  return design.nodes
    .map((node) => ({ node, depth: ancestorsOf(design, node).length }))
    .toSorted((a, b) => a.depth - b.depth);
}
