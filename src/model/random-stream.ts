/** A stream of random numbers of its own, derived from (seed, node id, purpose). Same seed, same draws, on every machine. */
export interface RandomStream {
  /** Uniform in [0, 1), with 32 bits. */
  uniform(): number;
  /** Uniform integer in [0, bound); `bound` is 1 to 2^31. */
  below(bound: number): number;
}
