import type { Job } from '../../../src/model/sim-context.ts';
import type { Core } from '../core.ts';
import { NO_CONNECTION } from './connection-table.ts';
import type { Link } from './link.ts';

/** Where a job or a connection goes along: its ends, how long a packet takes, and whether anything gets through. */
export class Paths {
  constructor(private readonly core: Core) {}

  /** The endpoint of the caller the job was called from; 0 for jobs nobody waits for. */
  sourceEndpoint(job: Job): number {
    const { jobs } = this.core;
    const parent = jobs.parent[job] as number;
    return parent < 0 ? 0 : (jobs.endpoint[parent] as number);
  }

  /** Nothing gets through between the ends of a connection. */
  isConnectionCut(connection: number, link: Link): boolean {
    const { connections, links } = this.core;
    // Where everything is lost, waiting for a packet that is not would take for ever.
    if (link.trouble?.cut === true || link.lossRatio >= 1) return true;
    const source = connections.sourceEndpoint[connection] as number;
    if (this.isBlackHole(link, source, connections.endpoint[connection] as number)) return true;
    const through = links[connections.throughLink[connection] as number];
    if (through === undefined || !link.target.passesThrough) return false;
    return (
      through.trouble?.cut === true || this.isBlackHole(through, 0, connections.throughEndpoint[connection] as number)
    );
  }

  /** The machine at one of the ends swallows what it gets. */
  isBlackHole(link: Link, source: number, endpoint: number): boolean {
    if (endpoint >= 0 && link.target.trouble?.blackHole[endpoint] === 1) return true;
    return link.source.trouble?.blackHole[source] === 1;
  }

  /** One-way delay of a connection from its opener to whoever terminates it. */
  connectionDelayNs(connection: number, link: Link): number {
    return link.endpointsDelayNs(connection, this.core.connections) + this.throughDelayNs(connection, link);
  }

  /** The part of it that lies behind an L4 balancer. */
  private throughDelayNs(connection: number, link: Link): number {
    return this.core.connections.throughLink[connection] !== NO_CONNECTION && link.target.passesThrough
      ? this.backendDelayNs(connection)
      : 0;
  }

  /** From the balancer to the backend that a connection is bound to. */
  backendDelayNs(connection: number): number {
    const { connections, links } = this.core;
    const through = links[connections.throughLink[connection] as number];
    if (through === undefined) return 0;
    const source = Math.max(0, connections.endpoint[connection] as number);
    return through.delayNs(source, connections.throughEndpoint[connection] as number);
  }
}
