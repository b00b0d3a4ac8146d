import { exponentialNs } from '../../src/algorithms/sampling/exponential.ts';
import { deriveStream } from '../../src/algorithms/sampling/sfc32.ts';

interface PendingEvent {
  readonly timeNs: number;
  readonly run: () => void;
}

/** A binary heap of objects: how simulators are usually written. */
class ObjectHeap {
  private readonly items: PendingEvent[] = [];

  push(item: PendingEvent): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] as PendingEvent;
      if (above.timeNs <= item.timeNs) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): PendingEvent | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      const right = items[child + 1];
      if (right !== undefined && right.timeNs < (items[child] as PendingEvent).timeNs) child += 1;
      const below = items[child] as PendingEvent;
      if (last.timeNs <= below.timeNs) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/**
 * A bare M/M/1 at utilisation 0.8 on closures and a heap of objects: no network, no replies, no statistics, no traces. It stands beside the
 * engine in the same process, so that their ratio says something on a noisy machine. Returns the number of requests served.
 */
export function runReferenceMm1(requests: number, seed: number): number {
  const stream = deriveStream(seed, 'reference', 'times');
  const events = new ObjectHeap();
  let nowNs = 0;
  let waiting = 0;
  let served = 0;
  let issued = 0;
  const startService = (): void => events.push({ timeNs: nowNs + exponentialNs(stream, 1e6), run: finish });
  const finish = (): void => {
    served += 1;
    waiting -= 1;
    if (waiting > 0) startService();
  };
  const arrive = (): void => {
    issued += 1;
    waiting += 1;
    if (waiting === 1) startService();
    if (issued < requests) events.push({ timeNs: nowNs + exponentialNs(stream, 1.25e6), run: arrive });
  };
  events.push({ timeNs: 0, run: arrive });
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    nowNs = event.timeNs;
    event.run();
  }
  return served;
}
