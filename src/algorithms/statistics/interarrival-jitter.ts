/** Share of each new difference in the mean (RFC 3550 section 6.4.1: "a noise reduction ratio while maintaining a reasonable rate of convergence"). */
const GAIN = 1 / 16;

/**
 * Interarrival jitter of a stream as its receiver works it out, RFC 3550 section 6.4.1: D is by how much the transit times of two packets
 * that arrived one after the other differ, and J follows |D| with a gain of 1/16. Lost packets are no part of it. In ns.
 */
export class InterarrivalJitter {
  private transitNs = Number.NaN;
  private jitterNs = 0;

  /** The next packet has arrived after a transit of so long; gives J. The first one has nothing to differ from. */
  arrived(transitNs: number): number {
    if (!Number.isNaN(this.transitNs)) this.jitterNs += (Math.abs(transitNs - this.transitNs) - this.jitterNs) * GAIN;
    this.transitNs = transitNs;
    return this.jitterNs;
  }
}
