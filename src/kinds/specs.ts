import type { KindSpec } from '../model/kind-spec.ts';
import { spec as apiGateway } from './api-gateway/spec.ts';
import { spec as cache } from './cache/spec.ts';
import { spec as cdn } from './cdn/spec.ts';
import { spec as client } from './client/spec.ts';
import { spec as database } from './database/spec.ts';
import { spec as dns } from './dns/spec.ts';
import { spec as globalRouter } from './global-router/spec.ts';
import { spec as group } from './group/spec.ts';
import { spec as loadBalancer } from './load-balancer/spec.ts';
import { spec as note } from './note/spec.ts';
import { spec as region } from './region/spec.ts';
import { spec as registry } from './registry/spec.ts';
import { spec as service } from './service/spec.ts';
import { spec as zone } from './zone/spec.ts';

/** Every component kind, by id; one line each. The order is the order in the palette. */
export const SPECS = {
  client,
  dns,
  'global-router': globalRouter,
  'load-balancer': loadBalancer,
  'api-gateway': apiGateway,
  registry,
  cdn,
  service,
  cache,
  database,
  region,
  zone,
  group,
  note,
} as const satisfies Record<string, KindSpec>;

export type KindId = keyof typeof SPECS;

/** The spec of a kind, or undefined for an id that is no kind. */
export function findSpec(kind: string): KindSpec | undefined {
  return Object.hasOwn(SPECS, kind) ? SPECS[kind as KindId] : undefined;
}
