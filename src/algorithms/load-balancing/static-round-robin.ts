import type { Backends, Balancer } from './balancer.ts';
import { ServerMap } from './server-map.ts';

/**
 * HAProxy `balance static-rr`: walks round a fixed map of the backends. 4, 3, 2 gives a b a b c a a b c.
 * Source: HAProxy 2.6, src/lb_map.c (`map_get_server_rr`).
 * Cost: one step, plus one for each hidden place; a new map after a change of who is in.
 */
export class StaticRoundRobin implements Balancer {
  readonly #usable: Uint8Array;
  readonly #map: ServerMap;
  #next = 0;

  constructor(backends: Backends) {
    this.#usable = backends.usable;
    this.#map = new ServerMap(backends);
  }

  pick(): number {
    const { size } = this.#map;
    if (this.#next >= size) this.#next = 0;
    for (let step = 0; step < size; step += 1) {
      const place = (this.#next + step) % size;
      const index = this.#map.at(place);
      if (this.#usable[index] !== 1) continue;
      this.#next = place + 1;
      return index;
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
