import { findSpec } from '../../kinds/specs.ts';
import { completeConfig } from '../../model/complete-config.ts';
import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import { LOCATIONS, rttBetweenMs } from '../../model/geography.ts';
import { ancestorsOf, findNode } from '../../state/design-index.ts';

/** Round trips shorter than this are not worth a pill on the line: they are inside one city. */
const WORTH_SHOWING_MS = 2;

function knownLocation(node: DesignNode): string | null {
  const fields = findSpec(node.kind)?.fields;
  if (fields === undefined || !Object.hasOwn(fields, 'location')) return null;
  const { location } = completeConfig(fields, node.config) as { readonly location?: unknown };
  return LOCATIONS.some(({ id }) => id === location) ? String(location) : null;
}

/** Where a node is: its own location, else that of the region around it; null for nowhere in particular. */
export function locationOf(design: Design, node: DesignNode): string | null {
  const own = knownLocation(node);
  if (own !== null) return own;
  for (const id of ancestorsOf(design, node)) {
    const parent = findNode(design, id);
    const location = parent === undefined ? null : knownLocation(parent);
    if (location !== null) return location;
  }
  return null;
}

/** Round trip of an edge in ms when it is long enough to be shown: the configured one, else by the places of its ends. */
export function shownRttMs(design: Design, edge: DesignEdge): number | null {
  const configured = edge.config.rttMs;
  if (typeof configured === 'number') return configured >= WORTH_SHOWING_MS ? configured : null;
  const source = findNode(design, edge.source);
  const target = findNode(design, edge.target);
  if (source === undefined || target === undefined) return null;
  const from = locationOf(design, source);
  const to = locationOf(design, target);
  if (from === null || to === null || from === to) return null;
  return rttBetweenMs(from, to);
}
