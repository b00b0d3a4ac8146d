import { describe, expect, it } from 'vitest';
import type { Flight, Trace } from '../../model/trace.ts';
import { acknowledgements, burstNumbers } from './ladder-bursts.ts';
import { longWaits } from './ladder-clock.ts';
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
    // As steep as those that made it: half of the way in half of their time.
    expect(lost.to.y - lost.from.y).toBeCloseTo(10);
  });

  it('has a clock in round steps that fits the scale', () => {
    expect(picture.ticks.map(({ ms }) => Math.round(ms))).toEqual([0, 20, 40, 60, 80, 100]);
    expect(picture.ticks.at(-1)!.y - picture.ticks[0]!.y).toBeCloseTo(200);
  });

  it('leaves out words that would lie on each other', () => {
    const crowded = { ...TRACE, flights: Array.from({ length: 9 }, () => FLIGHT) };
    expect(ladderOf(crowded, { width: 400, spanPx: 200 }).arrows.filter(({ label }) => label !== '')).toHaveLength(1);
  });
});

const MS = 1_000_000;

/** An answer of three bursts, each let go by the acknowledgement of the one before; of the second some packets are lost and sent again. */
function burst(sentMs: number, packets: number, more: Partial<Flight> = {}): Flight {
  const arrivedNs = (sentMs + 10) * MS;
  const base = {
    ...FLIGHT,
    kind: 'response',
    toTarget: false,
    sentNs: sentMs * MS,
    arrivedNs,
    deliveredNs: arrivedNs,
  } as const;
  return { ...base, packets, ...more };
}

const BURSTS = [
  burst(1, 10),
  burst(21, 18, { deliveredNs: 51 * MS }),
  burst(21, 2, { arrivedNs: -1, deliveredNs: -1 }),
  burst(41, 2, { resend: 1 }),
  burst(61, 40),
];

describe('an answer of several bursts', () => {
  it('has them numbered, whatever of them was lost', () => {
    expect(burstNumbers(BURSTS)).toEqual([1, 2, 2, 0, 3]);
    expect(burstNumbers([burst(1, 10)])).toEqual([0]);
  });

  it('has the acknowledgements that let the next ones go, and none where a time-out did', () => {
    expect(acknowledgements(BURSTS)).toEqual([
      { of: 0, letGo: 1 },
      { of: 1, letGo: 3 },
      { of: 3, letGo: 4 },
    ]);
    expect(acknowledgements([burst(1, 10), burst(211, 10, { resend: 1 })])).toEqual([]);
  });

  it('shows on the ladder how long it waited for what was missing before it', () => {
    const { arrows, acks } = ladderOf({ ...TRACE, flights: BURSTS }, { width: 400, spanPx: 200 });
    expect(acks).toHaveLength(3);
    // 20 of 100 ms.
    expect(arrows[1]!.heldToY! - arrows[1]!.to.y).toBeCloseTo(40);
    expect(arrows[0]!.heldToY).toBeNull();
    expect(arrows.map(({ label }) => label)).toContain('response 3, 40 packets');
  });
});

describe('a wait that is a thousand times as long as a flight', () => {
  const again = { ...FLIGHT, resend: 1, sentNs: 10_000 * MS, arrivedNs: 10_010 * MS, deliveredNs: 10_010 * MS };
  const slow = { ...TRACE, latencyNs: 10_020 * MS, flights: [{ ...FLIGHT, arrivedNs: -1, deliveredNs: -1 }, again] };
  const waits = longWaits(slow);

  it('is left out, but for a little on both sides', () => {
    expect(waits).toHaveLength(1);
    expect((waits[0]!.toNs - waits[0]!.fromNs) / MS).toBeCloseTo(9_999 - 10);
    expect(longWaits(TRACE)).toEqual([]);
  });

  it('leaves the rest to scale, with its time on the clock', () => {
    const whole = ladderOf(slow, { width: 400, spanPx: 300 });
    const cut = ladderOf(slow, { width: 400, spanPx: 300, waits });
    const fall = ({ arrows }: typeof cut): number => arrows[1]!.to.y - arrows[1]!.from.y;
    expect(fall(whole)).toBeLessThan(1);
    expect(fall(cut)).toBeGreaterThan(60);
    expect(cut.breaks).toHaveLength(1);
    expect(cut.breaks[0]!.y).toBeLessThan(cut.arrows[1]!.from.y);
    expect(cut.ticks.every(({ ms }) => ms < 6 || ms > 9_990)).toBe(true);
    expect(cut.ticks.length).toBeGreaterThan(3);
  });
});
