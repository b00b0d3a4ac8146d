import type { Backends } from './balancer.ts';

/** Fewer backends are scanned as quickly as a rotation is read. */
const MANY = 16;
/** Longer rotations are not kept. */
const MOST_TURNS = 65_536;

/**
 * The turns of smooth weighted round robin, recorded once and read again: with the same backends in and the same weights the credits are
 * after as many choices as there are units of weight what they were before, so the turns repeat. A change of a backend
 * ends the rotation, and the credits are worked out for the turn it ended at: exactly what choosing all the while would have left.
 * Cost: O(1) for a turn that is known.
 */
export class Rotation {
  readonly #backends: Backends;
  /** Credits of the rule; written only by `leave`. */
  readonly #credit: Float64Array;
  readonly #start: Float64Array;
  readonly #usable: Uint8Array;
  readonly #weight: Int32Array;
  #turns = new Uint16Array(0);
  /** Units of weight that are in; 0: not known. */
  #length = 0;
  #at = 0;
  #isRecording = false;
  #isKnown = false;

  private constructor(backends: Backends, credit: Float64Array) {
    this.#backends = backends;
    this.#credit = credit;
    this.#start = new Float64Array(backends.count);
    this.#usable = backends.usable.slice();
    this.#weight = backends.weight.slice();
  }

  /** Null where scanning is as good, or an index does not fit a turn. */
  static for(backends: Backends, credit: Float64Array): Rotation | null {
    return backends.count > MANY && backends.count <= 0xffff ? new Rotation(backends, credit) : null;
  }

  /** The next turn, or -1 when it has to be chosen. */
  next(): number {
    if (!this.#isKnown) return -1;
    const picked = this.#turns[this.#at] as number;
    this.#at = this.#at + 1 === this.#length ? 0 : this.#at + 1;
    return picked;
  }

  /** A choice is about to be made: the first of a recording keeps the credits before it. */
  begin(): void {
    if (this.#isRecording) return;
    this.#length = this.#unitsIn();
    if (this.#length === 0 || this.#length > MOST_TURNS) return;
    if (this.#turns.length < this.#length) this.#turns = new Uint16Array(this.#length);
    this.#start.set(this.#credit);
    this.#at = 0;
    this.#isRecording = true;
  }

  /** The choice that was made. After the last of a round the turns are known, if the credits are what they were. */
  picked(index: number): void {
    if (!this.#isRecording) return;
    this.#turns[this.#at] = index;
    this.#at += 1;
    if (this.#at < this.#length) return;
    this.#isRecording = false;
    this.#isKnown = this.#credit.every((credit, backend) => credit === this.#start[backend]);
    this.#at = 0;
  }

  /** The state of a backend may have changed. */
  update(index: number): void {
    const { usable, weight } = this.#backends;
    if (usable[index] === this.#usable[index] && weight[index] === this.#weight[index]) return;
    this.leave();
    this.#usable[index] = usable[index] as number;
    this.#weight[index] = weight[index] as number;
  }

  /** From here on turns are chosen again: brings the credits to where the rotation has got to. */
  leave(): void {
    if (this.#isKnown) this.#bringCredits();
    this.#isKnown = false;
    this.#isRecording = false;
  }

  #bringCredits(): void {
    const credit = this.#credit;
    for (let index = 0; index < this.#backends.count; index += 1) {
      const gained = this.#usable[index] === 1 ? this.#at * (this.#weight[index] as number) : 0;
      credit[index] = (this.#start[index] as number) + gained;
    }
    for (let turn = 0; turn < this.#at; turn += 1) {
      const index = this.#turns[turn] as number;
      credit[index] = (credit[index] as number) - this.#length;
    }
  }

  #unitsIn(): number {
    let units = 0;
    for (let index = 0; index < this.#backends.count; index += 1)
      if (this.#usable[index] === 1) units += this.#weight[index] as number;
    return units;
  }
}
