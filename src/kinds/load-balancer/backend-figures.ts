import { NS_PER_S } from '../../model/units.ts';

/** Counts of each backend since the start, and requests in the last whole second. */
export class BackendFigures {
  requests = new Float64Array(0);
  failed = new Float64Array(0);
  ejections = new Float64Array(0);
  connections = new Int32Array(0);
  /** Requests up to the start of the open second, and in the whole second before it. */
  #before = new Float64Array(0);
  #lastSecond = new Float64Array(0);
  #openSinceNs = 0;

  resize(count: number): void {
    this.requests = resized(this.requests, count);
    this.failed = resized(this.failed, count);
    this.ejections = resized(this.ejections, count);
    this.#before = resized(this.#before, count);
    this.#lastSecond = resized(this.#lastSecond, count);
    const connections = new Int32Array(count);
    connections.set(this.connections);
    this.connections = connections;
  }

  sent(index: number, nowNs: number): void {
    if (nowNs >= this.#openSinceNs + NS_PER_S) this.#closeSecond(nowNs);
    this.requests[index] = (this.requests[index] as number) + 1;
  }

  failedOne(index: number): void {
    this.failed[index] = (this.failed[index] as number) + 1;
  }

  /** A connection was given to it (1) or is gone (-1). */
  connected(index: number, by: 1 | -1): void {
    this.connections[index] = (this.connections[index] as number) + by;
  }

  /** Requests per second in the last whole second; in the run so far while that is shorter. */
  rateOf(index: number, nowNs: number): number {
    if (nowNs >= this.#openSinceNs + NS_PER_S) this.#closeSecond(nowNs);
    if (this.#openSinceNs > 0) return this.#lastSecond[index] as number;
    return nowNs > 0 ? ((this.requests[index] as number) * NS_PER_S) / nowNs : 0;
  }

  #closeSecond(nowNs: number): void {
    const second = Math.floor(nowNs / NS_PER_S) * NS_PER_S;
    const isNext = second === this.#openSinceNs + NS_PER_S;
    for (let index = 0; index < this.requests.length; index += 1) {
      const sent = (this.requests[index] as number) - (this.#before[index] as number);
      this.#lastSecond[index] = isNext ? sent : 0;
    }
    this.#before.set(this.requests);
    this.#openSinceNs = second;
  }
}

function resized(from: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(count);
  to.set(from);
  return to;
}
