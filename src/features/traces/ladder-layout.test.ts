import { describe, expect, it } from 'vitest';
import type { Flight, Trace } from '../../model/trace.ts';
import { ladderOf } from './ladder-layout.ts';

const FLIGHT: Flight = {
  spanId: 1,
  sourceId: 'users',
  targetId: 'api',
  edgeId: 'e',
  toTarget: true,
  kind: 'syn',
  connection: 1,
  sentNs: 1_000_000,
  arrivedNs: 11_000_000,
  deliveredNs: 11_000_000,
  bytes: 0,
  packets: 1,
  resend: 0,
  layers: [],
};

const TRACE: Trace = {
  requestId: 1,
  clientId: 'users',
  className: 'read',
  startNs: 1_000_000,
  latencyNs: 100_000_000,
  outcome: 'ok',
  spans: [],
  flights: [
    FLIGHT,
    { ...FLIGHT, kind: 'syn-ack', toTarget: false, sentNs: 11_000_000, arrivedNs: 21_000_000, deliveredNs: 21_000_000 },
    { ...FLIGHT, kind: 'request', sentNs: 21_000_000, arrivedNs: -1, deliveredNs: -1 },
  ],
  parts: {} as Trace['parts'],
};

describe('the ladder of a request', () => {
  const picture = ladderOf(TRACE, { width: 400, spanPx: 200 });
  const [users, api] = picture.lifelines;

  it('has a line for each node, the client first', () => {
    expect(picture.lifelines.map(({ nodeId }) => nodeId)).toEqual(['users', 'api']);
    expect(users!.x).toBeLessThan(api!.x);
  });

  it('draws flights to scale, between the lines of who sent and who got them', () => {
    const [syn, answer] = picture.arrows;
    expect(syn).toMatchObject({ from: { x: users!.x }, to: { x: api!.x } });
    expect(answer).toMatchObject({ from: { x: api!.x }, to: { x: users!.x } });
    // A tenth of the request's time is a tenth of its height.
    expect(syn!.to.y - syn!.from.y).toBeCloseTo(20);
    expect(answer!.from.y).toBeCloseTo(syn!.to.y);
  });

  it('ends a lost flight half way', () => {
    const lost = picture.arrows[2]!;
    expect(lost.to.x).toBeCloseTo((users!.x + api!.x) / 2);
    expect(lost.to.y).toBe(lost.from.y);
  });

  it('has a clock in round steps that fits the scale', () => {
    expect(picture.ticks.map(({ ms }) => Math.round(ms))).toEqual([0, 20, 40, 60, 80, 100]);
    expect(picture.ticks.at(-1)!.y - picture.ticks[0]!.y).toBeCloseTo(200);
  });

  it('leaves out words that would lie on each other', () => {
    const crowded = { ...TRACE, flights: Array.from({ length: 9 }, () => FLIGHT) };
    expect(ladderOf(crowded, { width: 400, spanPx: 200 }).arrows.filter(({ hasLabel }) => hasLabel)).toHaveLength(1);
  });
});
