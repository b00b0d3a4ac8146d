import type { Core } from '../core.ts';
import { COUNT_CONNECT_NS, COUNT_CONNECTIONS_OPENED, COUNT_CONNECTIONS_RESUMED } from '../metrics/counters.ts';
import { CONNECTION_OPEN } from './connection-table.ts';
import type { Link } from './link.ts';

/** Counts a connection that has just opened, and the time the calls that wait for it spent on its handshakes. */
export function countOpened({ connections, jobs, nowNs }: Core, connection: number, link: Link): void {
  const { counters } = link.edge;
  counters.add(COUNT_CONNECTIONS_OPENED, 1);
  if (connections.resumed[connection] === 1) counters.add(COUNT_CONNECTIONS_RESUMED, 1);
  const beganNs = connections.beganNs[connection] as number;
  let waitedNs = 0;
  for (let job = connections.firstWaiting[connection] as number; job >= 0; job = jobs.next[job] as number)
    waitedNs += nowNs - Math.max(beganNs, jobs.sentNs[job] as number);
  if (waitedNs > 0) counters.add(COUNT_CONNECT_NS, waitedNs);
}

/** Connections of each edge that are open now, and those among them that nobody uses. By edge index. */
export class ConnectionFigures {
  open = new Int32Array(0);
  idle = new Int32Array(0);

  /** Counts them anew: one pass over all connections. */
  refresh({ connections, links, edges }: Core): void {
    if (this.open.length < edges.length) {
      this.open = new Int32Array(edges.length);
      this.idle = new Int32Array(edges.length);
    }
    this.open.fill(0);
    this.idle.fill(0);
    for (let slot = 0; slot < connections.highWater; slot += 1) {
      if (connections.state[slot] !== CONNECTION_OPEN) continue;
      const edge = links[connections.link[slot] as number]?.edge.index ?? -1;
      this.open[edge] = (this.open[edge] as number) + 1;
      if (connections.streams[slot] === 0) this.idle[edge] = (this.idle[edge] as number) + 1;
    }
  }
}
