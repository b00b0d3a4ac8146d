import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { create } from 'zustand';
import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import { useDocument } from '../../state/document.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { closedGroupAround, isGroup, openGroups } from '../../state/edits/groups.ts';
import { useSelection, type Selection } from '../../state/selection.ts';
import { callName, flowEdge, flowNode, parentsFirst, type FlowEdge, type FlowNode } from './flow-objects.ts';

interface FlowState {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
}

/** What each React Flow object was made from, so that unchanged ones are kept and only changed cards render. */
const nodeSources = new WeakMap<FlowNode, DesignNode>();
const edgeSources = new WeakMap<FlowEdge, DesignEdge>();

/**
 * What React Flow is given: the document and the selection, and the places of nodes while they are being dragged. The
 * document itself changes once, when a drag ends.
 */
export const useFlow = create<FlowState>(() => ({ nodes: [], edges: [] }));

/** Says of each node whether it is out of reach of the pointer: in a group that is not open. */
function lockOf(design: Design, selection: Selection): (node: DesignNode) => boolean {
  if (!design.nodes.some(isGroup)) return () => false;
  const open = openGroups(design, selection.nodes);
  return (node) => closedGroupAround(design, node, open) !== null;
}

function projectNodes(design: Design, selection: Selection, before: readonly FlowNode[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const ordered = parentsFirst(design);
  const isLocked = lockOf(design, selection);
  return ordered.map(({ node, depth }) => {
    const old = known.get(node.id);
    const selected = selection.nodes.has(node.id);
    const locked = depth > 0 && isLocked(node);
    if (
      old !== undefined &&
      nodeSources.get(old) === node &&
      old.selected === selected &&
      (old.selectable === false) === locked
    )
      return old;
    const made = flowNode(node, { depth, selected, locked });
    nodeSources.set(made, node);
    return made;
  });
}

function projectEdges(design: Design, selection: Selection, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return design.edges.map((edge) => {
    const old = known.get(edge.id);
    const selected = selection.edges.has(edge.id);
    const name = callName(design, edge);
    if (old !== undefined && edgeSources.get(old) === edge && old.selected === selected && old.ariaLabel === name)
      return old;
    const made = flowEdge(edge, selected, name);
    edgeSources.set(made, edge);
    return made;
  });
}

function sync(): void {
  const design = useDocument.getState().present;
  const selection = useSelection.getState();
  useFlow.setState(({ nodes, edges }) => ({
    nodes: projectNodes(design, selection, nodes),
    edges: projectEdges(design, selection, edges),
  }));
}

/** A drag that is going on when another tab takes over is not carried out: the cards go back to where they were. */
function endDrags(): void {
  for (const node of useFlow.getState().nodes) if (node.dragging === true) nodeSources.delete(node);
  sync();
}

/** Keeps React Flow's objects in step with the document and the selection; gives the function that ends it. */
export function followDocument(): () => void {
  sync();
  const ends = [
    useDocument.subscribe((now, before) => {
      if (now.present !== before.present) sync();
    }),
    useSelection.subscribe(sync),
    useEditGuard.subscribe(endDrags),
  ];
  return () => ends.forEach((end) => end());
}

/** Takes over what React Flow found out itself: sizes, and places while a drag or a resize goes on. */
export function applyLocally(changes: NodeChange<FlowNode>[]): void {
  const local = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
  if (local.length === 0) return;
  useFlow.setState(({ nodes }) => {
    const sources = new Map(nodes.map((node) => [node.id, nodeSources.get(node)]));
    const next = applyNodeChanges(local, nodes);
    for (const node of next) {
      const source = sources.get(node.id);
      if (source !== undefined) nodeSources.set(node, source);
    }
    return { nodes: next };
  });
}
