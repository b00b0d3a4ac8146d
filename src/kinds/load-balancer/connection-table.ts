const NONE = -1;

/**
 * Which backend each connection was given to. A connection that carries nothing for one to two whole rotations is forgotten:
 * two maps take turns, so that no time has to be stored or searched.
 */
export class ConnectionTable {
  #recent = new Map<number, number>();
  #older = new Map<number, number>();
  readonly #forget: (backend: number) => void;

  /** @param forget called with the backend of each connection that ends */
  constructor(forget: (backend: number) => void) {
    this.#forget = forget;
  }

  /** The backend of a connection, or -1; using it keeps it. */
  backendOf(connection: number): number {
    const recent = this.#recent.get(connection);
    if (recent !== undefined) return recent;
    const older = this.#older.get(connection);
    if (older === undefined) return NONE;
    this.#older.delete(connection);
    this.#recent.set(connection, older);
    return older;
  }

  /** Gives a connection that has no backend to one. */
  open(connection: number, backend: number): void {
    this.#recent.set(connection, backend);
  }

  close(connection: number): void {
    const backend = this.backendOf(connection);
    if (backend === NONE) return;
    this.#recent.delete(connection);
    this.#forget(backend);
  }

  /** Ends all connections of a backend, and says which they were. */
  closeBackend(backend: number): ReadonlySet<number> {
    const closed = new Set<number>();
    for (const map of [this.#recent, this.#older]) {
      for (const [connection, own] of map) {
        if (own !== backend) continue;
        map.delete(connection);
        closed.add(connection);
        this.#forget(backend);
      }
    }
    return closed;
  }

  /** Ends what was not used since the rotation before the last. */
  rotate(): void {
    for (const backend of this.#older.values()) this.#forget(backend);
    this.#older = this.#recent;
    this.#recent = new Map();
  }

  clear(): void {
    this.rotate();
    this.rotate();
  }
}
