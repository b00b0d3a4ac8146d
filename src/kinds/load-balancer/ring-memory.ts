import type { Balancer } from '../../algorithms/load-balancing/balancer.ts';
import { RingHash } from '../../algorithms/load-balancing/ring-hash.ts';
import { RING_SAMPLES } from '../../model/balancer-view.ts';

const CIRCLE = 4_294_967_296;

/**
 * Who owned which part of the ring before its last change, through edits that make a new ring: asked at evenly spaced places.
 * For what is shown only.
 */
export class RingMemory {
  #now: Int32Array | null = null;
  #before: Int32Array | null = null;

  /** Backends came, went, were taken out or came back; `hasBegun` is false before the first request can have been sent. */
  follow(rule: Balancer, hasBegun: boolean): void {
    if (!(rule instanceof RingHash)) {
      this.#now = null;
      this.#before = null;
      return;
    }
    const owners = Int32Array.from({ length: RING_SAMPLES }, (_, place) =>
      rule.ownerAt((place * CIRCLE) / RING_SAMPLES),
    );
    const known = this.#now;
    if (known !== null && owners.every((owner, place) => owner === known[place])) return;
    this.#before = hasBegun ? known : null;
    this.#now = owners;
  }

  /** Places (of RING_SAMPLES round the circle) that have another owner since the last change; null before the first. */
  moved(): readonly number[] | null {
    const [now, before] = [this.#now, this.#before];
    if (now === null || before === null) return null;
    return [...now.keys()].filter((place) => now[place] !== before[place]);
  }
}
