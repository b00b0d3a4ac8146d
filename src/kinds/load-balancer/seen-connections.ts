/**
 * Connections of clients that an L7 balancer has taken up: the first request of each pays for its handshake. One that carries nothing
 * for one to two whole rotations is forgotten.
 */
export class SeenConnections {
  #recent = new Set<number>();
  #older = new Set<number>();

  /** True when the connection was not known. */
  isNew(connection: number): boolean {
    if (this.#recent.has(connection)) return false;
    this.#recent.add(connection);
    return !this.#older.delete(connection);
  }

  rotate(): void {
    this.#older = this.#recent;
    this.#recent = new Set();
  }
}
