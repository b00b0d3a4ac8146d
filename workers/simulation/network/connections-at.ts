import type { Core } from '../core.ts';
import type { RuntimeNode } from '../runtime-node.ts';
import { CONNECTION_OPEN } from './connection-table.ts';
import type { Link } from './link.ts';

/** Open connections that end at an endpoint of a node, begin there, or are passed on to it. */
export function connectionsAt(
  { connections, links }: Pick<Core, 'connections' | 'links'>,
  node: RuntimeNode,
  endpoint: number,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (let connection = 0; connection < connections.highWater; connection += 1) {
    if (connections.state[connection] !== CONNECTION_OPEN) continue;
    const link = links[connections.link[connection] as number] as Link;
    const through = links[connections.throughLink[connection] as number];
    const isThere =
      (link.target === node && connections.endpoint[connection] === endpoint) ||
      (link.source === node && connections.sourceEndpoint[connection] === endpoint) ||
      (through?.target === node && connections.throughEndpoint[connection] === endpoint);
    if (isThere) found.add(connection);
  }
  return found;
}
