import { completeConfig } from './complete-config.ts';
import type { Design, DesignEdge, DesignNode } from './design.ts';
import type { SpecLookup } from './document/spec-lookup.ts';
import { LOCATIONS, rttBetweenMs } from './geography.ts';

/** Round trips shorter than this are not worth a pill on the line: they are inside one city. */
const WORTH_SHOWING_MS = 2;

/** Finds a node of the design by its id. */
export type NodeLookup = (id: string) => DesignNode | undefined;

/** Finds nodes of a design in one step each. */
export function nodeLookup(design: Design): NodeLookup {
  const byId = new Map(design.nodes.map((node) => [node.id, node]));
  return (id) => byId.get(id);
}

function knownLocation(node: DesignNode, findSpec: SpecLookup): string | null {
  const fields = findSpec(node.kind)?.fields;
  if (fields === undefined || !Object.hasOwn(fields, 'location')) return null;
  const { location } = completeConfig(fields, node.config) as { readonly location?: unknown };
  return LOCATIONS.some(({ id }) => id === location) ? String(location) : null;
}

/** Where a node is: its own location, else that of the region around it; null for nowhere in particular. */
export function locationOf(node: DesignNode, findNode: NodeLookup, findSpec: SpecLookup): string | null {
  const seen = new Set<DesignNode>();
  for (let at: DesignNode | undefined = node; at !== undefined && !seen.has(at);) {
    const location = knownLocation(at, findSpec);
    if (location !== null) return location;
    seen.add(at);
    at = at.parent === undefined ? undefined : findNode(at.parent);
  }
  return null;
}

/** Round trip of an edge in ms when it is long enough to be shown: the configured one, else by the places of its ends. */
export function shownRttMs(edge: DesignEdge, findNode: NodeLookup, findSpec: SpecLookup): number | null {
  const configured = edge.config.rttMs;
  if (typeof configured === 'number') return configured >= WORTH_SHOWING_MS ? configured : null;
  const source = findNode(edge.source);
  const target = findNode(edge.target);
  if (source === undefined || target === undefined) return null;
  const from = locationOf(source, findNode, findSpec);
  const to = locationOf(target, findNode, findSpec);
  if (from === null || to === null || from === to) return null;
  return rttBetweenMs(from, to);
}
