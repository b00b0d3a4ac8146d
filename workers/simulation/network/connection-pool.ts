/**
 * Connections of one link that are open and idle, by who opened them (a user, or a caller's endpoint). HTTP/1.1: one call at a
 * time, so a call takes a connection out and puts it back. The one used last is taken first, as browsers and pools do.
 */
export class ConnectionPool {
  private readonly idle = new Map<number, IdleConnection[]>();

  /** An idle connection of this owner, or -1. Those idle for longer than `idleTimeoutNs` have been closed by the server. */
  take(owner: number, nowNs: number, idleTimeoutNs: number): number {
    const connections = this.idle.get(owner);
    const last = connections?.pop();
    if (last === undefined) return -1;
    if (nowNs - last.sinceNs < idleTimeoutNs) return last.id;
    this.idle.delete(owner);
    return -1;
  }

  /** Keeps a connection for the next call of its owner. */
  put(owner: number, id: number, nowNs: number): void {
    const connections = this.idle.get(owner);
    if (connections === undefined) this.idle.set(owner, [{ id, sinceNs: nowNs }]);
    else connections.push({ id, sinceNs: nowNs });
  }

  /** All connections are gone (the other end died). */
  clear(): void {
    this.idle.clear();
  }

  /** Idle connections that have not timed out. */
  countOpen(nowNs: number, idleTimeoutNs: number): number {
    let open = 0;
    for (const connections of this.idle.values())
      for (const { sinceNs } of connections) if (nowNs - sinceNs < idleTimeoutNs) open += 1;
    return open;
  }
}

interface IdleConnection {
  readonly id: number;
  readonly sinceNs: number;
}
