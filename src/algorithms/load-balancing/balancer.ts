/**
 * What a balancer chooses from: backends are dense indices into parallel arrays, which their owner fills and updates.
 * The owner calls `Balancer.update` after changing `active`, `usable` or `weight` of a backend.
 */
export interface Backends {
  /** Number of backends; indices are 0 .. count - 1. */
  readonly count: number;
  /** Positive integers (see `integerWeights`), so that sums and products are exact. */
  readonly weight: Int32Array;
  /** Requests (or connections) each backend has in flight. */
  readonly active: Int32Array;
  /** 1 when the backend may be picked. */
  readonly usable: Uint8Array;
  /** A hash of each backend's name (CRC-32 state), so that its keys stay with it when others come and go; by index when left out. */
  readonly identity?: Uint32Array;
}

/** A rule that picks a backend. Nothing is allocated for a choice. */
export interface Balancer {
  /**
   * Index of the backend for the next request, or -1 when none is usable.
   * @param key unsigned 32-bit: the IPv4 address of the user for an IP hash, the hash of the key for the other hashes
   * @param nowNs simulated time; only peak EWMA looks at it
   */
  pick(key: number, nowNs?: number): number;
  /** `active`, `usable` or `weight` of this backend changed. */
  update(index: number): void;
  /** `usable` changed for the next choice only (a backend that was tried already). Left out: the same as `update`. */
  hide?(index: number): void;
  /** A request ended well, or by a time-out, after that long. */
  observe?(index: number, durationNs: number, nowNs: number): void;
  /** A request to this backend failed: nginx lowers its weight for a while by weight / max_fails. */
  penalise?(index: number, maxFails: number): void;
}
