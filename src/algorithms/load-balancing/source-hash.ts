import type { Backends, Balancer } from './balancer.ts';
import { ServerMap } from './server-map.ts';

/**
 * HAProxy `balance source` with `hash-type map-based`, its default: the whole address modulo the places of the map, so neighbours get
 * different servers, and one that comes or goes moves nearly everybody. Source: HAProxy 2.6, src/backend.c (`get_server_sh`), src/lb_map.c.
 * Cost: one look-up; a new map after a change of who is in.
 */
export class SourceHash implements Balancer {
  readonly #usable: Uint8Array;
  readonly #map: ServerMap;

  constructor(backends: Backends) {
    this.#usable = backends.usable;
    this.#map = new ServerMap(backends);
  }

  /** @param address the words of the address, each of 32 bits, XORed: an IPv4 address itself */
  pick(address: number): number {
    const { size } = this.#map;
    const start = (address >>> 0) % size;
    // A server to be avoided after a failure is passed over in the order of the map.
    for (let step = 0; step < size; step += 1) {
      const index = this.#map.at((start + step) % size);
      if (this.#usable[index] === 1) return index;
    }
    return -1;
  }

  update(index: number): void {
    this.#map.update(index);
  }

  hide(): void {
    // The map stays; `pick` passes over hidden places.
  }
}
