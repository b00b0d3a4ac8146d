/**
 * Connections of one link that are open and idle, by who opened them (a user, or a caller's endpoint). HTTP/1.1: one call at a
 * time, so a call takes a connection out and puts it back. The one used last is taken first, as browsers and pools do.
 */
export class ConnectionPool {
  private readonly idle = new Map<number, IdleConnection[]>();
  private inUse = 0;

  /** An idle connection of this owner, or -1. Those idle for longer than `idleTimeoutNs` have been closed by the server. */
  take(owner: number, nowNs: number, idleTimeoutNs: number): number {
    const connections = this.idle.get(owner);
    const last = connections?.pop();
    if (last === undefined) return -1;
    if (nowNs - last.sinceNs < idleTimeoutNs) {
      this.inUse += 1;
      return last.id;
    }
    this.idle.delete(owner);
    return -1;
  }

  /** A call opened a connection and uses it. */
  opened(): void {
    this.inUse += 1;
  }

  /** A call closed the connection it used. */
  closed(): void {
    this.inUse -= 1;
  }

  /** A call is done with its connection, which is kept for the next call of its owner. */
  put(owner: number, id: number, nowNs: number): void {
    this.inUse -= 1;
    const connections = this.idle.get(owner);
    if (connections === undefined) this.idle.set(owner, [{ id, sinceNs: nowNs }]);
    else connections.push({ id, sinceNs: nowNs });
  }

  /** All idle connections are gone (the other end died); calls that use one find out by themselves. */
  clear(): void {
    this.idle.clear();
  }

  /** Connections in use, and idle ones that have not timed out. */
  countOpen(nowNs: number, idleTimeoutNs: number): number {
    let open = this.inUse;
    for (const connections of this.idle.values())
      for (const { sinceNs } of connections) if (nowNs - sinceNs < idleTimeoutNs) open += 1;
    return open;
  }
}

interface IdleConnection {
  readonly id: number;
  readonly sinceNs: number;
}
