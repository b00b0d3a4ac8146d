import type { Job } from '../../../src/model/sim-context.ts';
import type { Core } from '../core.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import type { Link } from './link.ts';
import type { Paths } from './paths.ts';

/** An endpoint for a call whose caller named none: the nearest, the target's choice, or turns. */
export function chooseEndpoint(core: Core, paths: Paths, call: Job, link: Link): void {
  const { jobs } = core;
  const { target } = link;
  if ((jobs.endpoint[call] as number) >= 0) {
    // Whoever called an instance by its address calls nothing once it was scaled away: see `Calls.arrive`.
    if ((jobs.endpoint[call] as number) >= target.endpointCount && !link.isAddress) jobs.endpoint[call] = 0;
    return;
  }
  if (target.endpointCount === 1) {
    jobs.endpoint[call] = 0;
    return;
  }
  const nearest = link.nearestEndpoint(Math.max(0, paths.sourceEndpoint(call)));
  if (nearest >= 0) jobs.endpoint[call] = nearest;
  else jobs.endpoint[call] = target.behaviour.chooseEndpoint?.(call) ?? nextInTurn(target);
}

function nextInTurn(target: RuntimeNode): number {
  target.nextEndpoint = target.nextEndpoint + 1 < target.endpointCount ? target.nextEndpoint + 1 : 0;
  return target.nextEndpoint;
}
