/**
 * What a balancer chooses from: backends are dense indices into parallel arrays, which their owner fills and updates.
 * The owner calls `Balancer.update` after changing `active` or `usable` of a backend.
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
}

/** A rule that picks a backend. Nothing is allocated for a choice. */
export interface Balancer {
  /**
   * Index of the backend for the next request, or -1 when none is usable.
   * @param ip IPv4 address of the user as an unsigned 32-bit integer; only an IP hash looks at it
   */
  pick(ip: number): number;
  /** `active` or `usable` of this backend changed. */
  update(index: number): void;
}
