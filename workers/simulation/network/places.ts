import { completeConfig } from '../../../src/model/complete-config.ts';
import type { Design } from '../../../src/model/design.ts';
import {
  ACCESS_RTT_MS,
  distanceKm,
  OTHER_ZONE_RTT_MS,
  rttBetweenMs,
  SAME_ZONE_RTT_MS,
} from '../../../src/model/geography.ts';
import { findSpec } from '../../../src/kinds/specs.ts';

/** A location that is nowhere in particular: in the same zone as whatever it talks to. */
const LOCAL = 'local';

/** Where a node or one of its endpoints is. */
export interface Place {
  /** Id of a location, or `local`. */
  readonly location: string;
  /** Id of the zone it is in, or empty. */
  readonly zone: string;
  /** Round trip of its access network in ms (clients), else 0. */
  readonly accessMs: number;
}

interface Site {
  readonly parent: string | undefined;
  /** A container without a location of its own is a zone, unless it only groups. */
  readonly isZone: boolean;
  readonly location: string;
  readonly accessMs: number;
}

/** Places of all nodes: their own location if they have one, else that of the nearest container that has one. */
export function placesOf(design: Design): Map<string, Place> {
  const sites = new Map<string, Site>();
  for (const node of design.nodes) {
    const spec = findSpec(node.kind);
    const config: Readonly<Record<string, unknown>> =
      spec === undefined ? {} : completeConfig(spec.fields, node.config);
    const { location, access } = config;
    sites.set(node.id, {
      parent: node.parent,
      isZone: spec?.container === true && spec.movesAsOne !== true && location === undefined,
      location: typeof location === 'string' ? location : LOCAL,
      accessMs: typeof access === 'string' ? ACCESS_RTT_MS[access as keyof typeof ACCESS_RTT_MS] : 0,
    });
  }
  return new Map(design.nodes.map((node) => [node.id, placeOf(node.id, sites)]));
}

function placeOf(id: string, sites: ReadonlyMap<string, Site>): Place {
  let location = LOCAL;
  let zone = '';
  for (let at: string | undefined = id; at !== undefined; at = sites.get(at)?.parent) {
    const site = sites.get(at);
    if (site === undefined) break;
    if (site.isZone && zone === '') zone = at;
    if (location === LOCAL) location = site.location;
  }
  return { location, zone, accessMs: sites.get(id)?.accessMs ?? 0 };
}

/** Round trip between two places in ms, access networks included (simulation.md section 2). */
export function rttMs(a: Place, b: Place): number {
  return a.accessMs + b.accessMs + distanceMs(a, b);
}

function distanceMs(a: Place, b: Place): number {
  if (a.location !== b.location && a.location !== LOCAL && b.location !== LOCAL)
    return rttBetweenMs(a.location, b.location);
  const otherZone = a.zone !== b.zone && a.zone !== '' && b.zone !== '';
  return otherZone ? OTHER_ZONE_RTT_MS : SAME_ZONE_RTT_MS;
}

/** Kilometres on the map between two places; 0 where either is nowhere in particular. */
export function kmBetween(a: Place, b: Place): number {
  if (a.location === LOCAL || b.location === LOCAL) return 0;
  return distanceKm(a.location, b.location);
}
