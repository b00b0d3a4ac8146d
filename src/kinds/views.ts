import type { ComponentType } from 'react';
import type { NodeViewProps } from '../model/node-view.ts';
import { NodeView as apiGateway } from './api-gateway/NodeView.tsx';
import { NodeView as cache } from './cache/NodeView.tsx';
import { NodeView as cdn } from './cdn/NodeView.tsx';
import { NodeView as client } from './client/NodeView.tsx';
import { NodeView as database } from './database/NodeView.tsx';
import { NodeView as dns } from './dns/NodeView.tsx';
import { NodeView as globalRouter } from './global-router/NodeView.tsx';
import { NodeView as group } from './group/NodeView.tsx';
import { NodeView as loadBalancer } from './load-balancer/NodeView.tsx';
import { NodeView as note } from './note/NodeView.tsx';
import { NodeView as region } from './region/NodeView.tsx';
import { NodeView as registry } from './registry/NodeView.tsx';
import { NodeView as service } from './service/NodeView.tsx';
import type { KindId } from './specs.ts';
import { NodeView as zone } from './zone/NodeView.tsx';

/** What each kind draws on its card, by id; one line each. */
export const VIEWS = {
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
} as const satisfies Record<KindId, ComponentType<NodeViewProps>>;

/** The view of a kind, or undefined for an id that is no kind. */
export function findView(kind: string): ComponentType<NodeViewProps> | undefined {
  return Object.hasOwn(VIEWS, kind) ? VIEWS[kind as KindId] : undefined;
}
