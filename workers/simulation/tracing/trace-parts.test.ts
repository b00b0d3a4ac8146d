import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRACE_PARTS, type Span } from '../../../src/model/trace.ts';
import { partsOf } from './trace-parts.ts';

const ROOT: Span = {
  id: 0,
  parentId: -1,
  nodeId: 'client',
  edgeId: '',
  endpoint: 0,
  attempt: 1,
  operation: 'request',
  startNs: 0,
  sentNs: 0,
  arrivedNs: 0,
  queueNs: 0,
  repliedNs: -1,
  endNs: 100,
  encodeNs: 0,
  decodeNs: 0,
  backoffNs: 0,
  connectNs: 0,
  poolNs: 0,
  transferNs: 0,
  tlsNs: 0,
  outcome: 'ok',
  note: 'none',
};

/** A call from `startNs` to `endNs` that is under way for 5 ns each way. */
function call(id: number, parentId: number, startNs: number, endNs: number, more: Partial<Span> = {}): Span {
  return {
    ...ROOT,
    id,
    parentId,
    nodeId: `n${id}`,
    edgeId: `e${id}`,
    startNs,
    sentNs: startNs,
    arrivedNs: startNs + 5,
    repliedNs: endNs - 5,
    endNs,
    ...more,
  };
}

/** Only the parts that are not 0. */
function parts(...spans: Span[]): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(partsOf(spans)).filter(([, ns]) => ns !== 0));
}

describe('the parts of a latency', () => {
  it('of one call: the way there and back, the queue, the work', () => {
    expect(parts(ROOT, call(1, 0, 0, 100, { queueNs: 30 }))).toEqual({ network: 10, queue: 30, service: 60 });
  });

  it('of a new connection and a retry after a wait', () => {
    const failed = call(1, 0, 0, 20, { outcome: 'timeout', arrivedNs: -1, repliedNs: -1 });
    const retry = call(2, 0, 20, 100, {
      attempt: 2,
      backoffNs: 10,
      sentNs: 60,
      tlsNs: 20,
      connectNs: 30,
      arrivedNs: 65,
    });
    expect(parts(ROOT, failed, retry)).toEqual({ network: 20 + 10, backoff: 10, connect: 10, tls: 20, service: 30 });
  });

  it('of two calls at once: the one that ended last is what took the time', () => {
    const front = call(1, 0, 0, 100);
    const quick = call(2, 1, 20, 40);
    const slow = call(3, 1, 20, 80, { queueNs: 11 });
    expect(parts(ROOT, front, quick, slow)).toEqual({ network: 20, queue: 11, service: 15 + 15 + 39 });
  });

  it('of calls one after the other, each for its own time', () => {
    expect(parts(ROOT, call(1, 0, 0, 100), call(2, 1, 10, 40), call(3, 1, 50, 90))).toEqual({
      network: 30,
      service: 20 + 30 + 20,
    });
  });

  it('of a name lookup, and of the client itself', () => {
    expect(parts(ROOT, call(1, 0, 0, 30, { operation: 'resolve' }), call(2, 0, 30, 90))).toEqual({
      dns: 30,
      network: 10,
      service: 50,
      wait: 10,
    });
  });

  it('of a call that was given up while it was worked on', () => {
    expect(parts(ROOT, call(1, 0, 0, 100, { repliedNs: -1, outcome: 'timeout' }))).toEqual({ network: 5, service: 95 });
  });

  it('of nothing is nothing', () => {
    expect(partsOf([])).toEqual(Object.fromEntries(TRACE_PARTS.map((part) => [part, 0])));
  });

  it('add up to the latency whatever the spans are', () => {
    const time = fc.nat({ max: 100 });
    const span = fc.tuple(
      fc.nat({ max: 6 }),
      fc.array(time, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      fc.constantFrom('request', 'resolve', 'fill'),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (drawn) => {
        const spans = drawn.map(([parent, times, hasAnswer, operation], i) => {
          const [startNs, sentNs, arrivedNs, repliedNs, endNs, queueNs] = times
            .slice(0, 5)
            .toSorted((a, b) => a - b)
            .concat(times[5]!) as [number, number, number, number, number, number];
          return call(i + 1, parent % (i + 1), startNs, endNs, {
            sentNs,
            arrivedNs: hasAnswer ? arrivedNs : -1,
            repliedNs: hasAnswer ? repliedNs : -1,
            queueNs,
            operation,
          });
        });
        const all = Object.values(partsOf([ROOT, ...spans]));
        expect(all.reduce((sum, ns) => sum + ns, 0)).toBe(100);
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});
