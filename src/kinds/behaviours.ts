import type { BehaviourModule } from '../model/sim-context.ts';
import { behaviour as apiGateway } from './api-gateway/behaviour.ts';
import { behaviour as cache } from './cache/behaviour.ts';
import { behaviour as cdn } from './cdn/behaviour.ts';
import { behaviour as client } from './client/behaviour.ts';
import { behaviour as database } from './database/behaviour.ts';
import { behaviour as dns } from './dns/behaviour.ts';
import { behaviour as globalRouter } from './global-router/behaviour.ts';
import { behaviour as loadBalancer } from './load-balancer/behaviour.ts';
import { behaviour as registry } from './registry/behaviour.ts';
import { behaviour as service } from './service/behaviour.ts';
import type { KindId } from './specs.ts';

/** What every kind does, one line each. null: a place or an annotation, nothing runs there. */
export const BEHAVIOURS = {
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
  region: null,
  zone: null,
  group: null,
  note: null,
} as const satisfies Record<KindId, BehaviourModule<never> | null>;
