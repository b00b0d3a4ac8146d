import { NS_PER_S } from '../../model/units.ts';

/** What each user's machine remembers about the name: the cache of the system, and that of the browser above it. */
export class NameCache {
  #address = new Int32Array(0);
  #systemUntilNs = new Float64Array(0);
  #browserUntilNs = new Float64Array(0);
  #browserHits = 0;
  #systemHits = 0;
  #asked = 0;

  /** Makes room for that many users; those there were are forgotten when the number changes. */
  resize(users: number): void {
    if (this.#address.length === users) return;
    this.#address = new Int32Array(users).fill(-1);
    this.#systemUntilNs = new Float64Array(users);
    this.#browserUntilNs = new Float64Array(users);
  }

  /** The address a user knows, or -1: then the resolver has to be asked. */
  find(user: number, nowNs: number, browserS: number, isPinned: boolean): number {
    const address = this.#address[user] as number;
    if (address >= 0 && nowNs < (this.#browserUntilNs[user] as number)) {
      this.#browserHits += 1;
      return address;
    }
    if (address >= 0 && nowNs < (this.#systemUntilNs[user] as number)) {
      this.#systemHits += 1;
      this.#fillBrowser(user, nowNs, browserS, isPinned);
      return address;
    }
    this.#asked += 1;
    return -1;
  }

  /** An answer came: it may be kept until `untilNs`. */
  keep(user: number, address: number, nowNs: number, untilNs: number, browserS: number, isPinned: boolean): void {
    this.#address[user] = address;
    this.#systemUntilNs[user] = untilNs;
    this.#fillBrowser(user, nowNs, browserS, isPinned);
  }

  /** The address did not answer. */
  forget(user: number): void {
    this.#address[user] = -1;
  }

  get counts(): Readonly<Record<string, number>> {
    return {
      'names from the browser cache': this.#browserHits,
      'names from the system cache': this.#systemHits,
      'names asked for': this.#asked,
    };
  }

  #fillBrowser(user: number, nowNs: number, browserS: number, isPinned: boolean): void {
    const ownNs = nowNs + Math.round(browserS * NS_PER_S);
    this.#browserUntilNs[user] = isPinned ? ownNs : Math.min(ownNs, this.#systemUntilNs[user] as number);
  }
}
