import type { ReactFlowState } from '@xyflow/react';
import { createContext } from 'react';

/** Below this zoom nothing on a card can be read (performance.md section 2). */
const OVERVIEW_ZOOM = 0.45;
/** Fewer cards than this are drawn as they are at any zoom: their names in large letters still tell them apart. */
const OVERVIEW_NODES = 150;

/**
 * Whether the canvas shows an overview: many cards, so small that they are painted as boxes on one canvas
 * (`OverviewLayer.tsx`) together with their calls. The cards stay where they are, empty: they take clicks, drags and the focus.
 */
export function isOverview({ transform, nodes }: ReactFlowState): boolean {
  return transform[2] < OVERVIEW_ZOOM && nodes.length > OVERVIEW_NODES;
}

/** What `isOverview` says, for the cards: asked once for all of them. */
export const OverviewContext = createContext(false);
