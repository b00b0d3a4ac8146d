import { describe, expect, it } from 'vitest';
import { BUFFER_KIND, EDGE, ENDPOINT, HEADER, NODE } from '../model/snapshot.ts';
import { LiveFigures, type Schedule } from './live-figures.ts';

/** Time that goes on only when told to. */
class TestTime implements Schedule {
  private ms = 0;
  private readonly timers: { atMs: number; run: () => void }[] = [];
  now(): number {
    return this.ms;
  }
  after(delayMs: number, run: () => void): void {
    this.timers.push({ atMs: this.ms + delayMs, run });
  }
  pass(forMs: number): void {
    const endMs = this.ms + forMs;
    for (;;) {
      const next = this.timers.filter((timer) => timer.atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.ms = Math.max(this.ms, next.atMs);
      next.run();
    }
    this.ms = endMs;
  }
}

const ids = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** A figures buffer in which every node has this rate and two endpoints. */
function figures(nodes: number, edges: number, rate: (node: number) => number, windowRows = 0): Float64Array {
  const endpoints = nodes * 2;
  const buffer = new Float64Array(
    HEADER.length + nodes * NODE.columns + edges * EDGE.columns + endpoints * ENDPOINT.columns,
  );
  buffer[HEADER.kind] = BUFFER_KIND.figures;
  buffer[HEADER.timeNs] = 1e9;
  buffer[HEADER.nodeRows] = nodes;
  buffer[HEADER.edgeRows] = edges;
  buffer[HEADER.endpointRows] = endpoints;
  buffer[HEADER.windowRows] = windowRows;
  for (let node = 0; node < nodes; node++) {
    buffer[HEADER.length + node * NODE.columns + NODE.ratePerSecond] = rate(node);
    buffer[HEADER.length + node * NODE.columns + NODE.utilization] = 0.5;
  }
  const endpointsAt = HEADER.length + nodes * NODE.columns + edges * EDGE.columns;
  for (let row = 0; row < endpoints; row++) {
    buffer[endpointsAt + row * ENDPOINT.columns + ENDPOINT.nodeRow] = Math.floor(row / 2);
    buffer[endpointsAt + row * ENDPOINT.columns + ENDPOINT.endpoint] = row % 2;
    buffer[endpointsAt + row * ENDPOINT.columns + ENDPOINT.state] = row % 2;
  }
  return buffer;
}

function watched(nodes: number, edges = 0): { time: TestTime; live: LiveFigures; told: string[] } {
  const time = new TestTime();
  const live = new LiveFigures(time);
  const told: string[] = [];
  live.setTopology(ids('n', nodes), ids('e', edges));
  for (const id of ids('n', nodes)) live.subscribeNode(id, () => told.push(id));
  time.pass(1_000);
  told.length = 0;
  return { time, live, told };
}

describe('live figures', () => {
  it('are null before the first buffer, and are those of the right row after it', () => {
    const { time, live } = watched(3);
    expect(live.node('n1')).toBeNull();
    live.ingest(figures(3, 0, (node) => node * 100));
    time.pass(300);
    expect(live.node('n1')?.rate).toEqual({ number: '100', unit: '/s' });
    expect(live.node('n2')?.rate).toEqual({ number: '200', unit: '/s' });
    expect(live.node('n2')?.replicas).toEqual([
      { endpoint: 0, state: 'up', busyTenths: 0 },
      { endpoint: 1, state: 'crashed', busyTenths: 0 },
    ]);
  });

  it('tell a card only when a rounded text changed', () => {
    const { time, live, told } = watched(2);
    live.ingest(figures(2, 0, () => 123.1));
    time.pass(300);
    expect(told).toEqual(['n0', 'n1']);
    const before = live.node('n0');
    live.ingest(figures(2, 0, (node) => (node === 0 ? 123.4 : 124)));
    time.pass(300);
    expect(told).toEqual(['n0', 'n1', 'n1']);
    expect(live.node('n0')).toBe(before);
  });

  it('tell at most four times a second however often buffers come', () => {
    const { time, live, told } = watched(1);
    for (let i = 0; i < 100; i++) {
      live.ingest(figures(1, 0, () => i + 1));
      time.pass(10);
    }
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(5);
  });

  it('tell at most 40 cards at a time and everybody in turn', () => {
    const { time, live, told } = watched(100);
    live.ingest(figures(100, 0, () => 7));
    time.pass(10);
    expect(told).toHaveLength(40);
    time.pass(250);
    expect(told).toHaveLength(80);
    time.pass(250);
    expect(new Set(told).size).toBe(100);
  });

  it('tell nobody while held, and the latest on release', () => {
    const { time, live, told } = watched(1);
    live.hold(true);
    live.ingest(figures(1, 0, () => 5));
    live.ingest(figures(1, 0, () => 6));
    time.pass(2_000);
    expect(told).toEqual([]);
    live.hold(false);
    time.pass(300);
    expect(told).toEqual(['n0']);
    expect(live.node('n0')?.rate.number).toBe('6');
  });

  it('ignore a buffer whose rows belong to another topology', () => {
    const { time, live } = watched(2);
    live.ingest(figures(3, 0, () => 5));
    time.pass(300);
    expect(live.node('n0')).toBeNull();
  });

  it('give bars at once and only rounded changes after that', () => {
    const { live } = watched(1);
    const seen: (number | null)[] = [];
    live.subscribeBars('n0', (bars) => seen.push(bars?.utilizationPercent ?? null));
    for (const utilization of [0.5, 0.501, 0.52, 0.52]) {
      const buffer = figures(1, 0, () => 1);
      buffer[HEADER.length + NODE.utilization] = utilization;
      live.ingest(buffer);
    }
    expect(seen).toEqual([null, 50, 52]);
  });

  it('keep the rates of the last 32 windows, oldest first', () => {
    const { live } = watched(1);
    for (let window = 0; window < 40; window++) live.ingest(figures(1, 0, () => window, 1));
    live.ingest(figures(1, 0, () => 99, 0));
    expect(live.rateHistory('n0')).toEqual(Array.from({ length: 32 }, (_, index) => index + 8));
  });

  it('never say NaN', () => {
    const { time, live } = watched(1);
    live.ingest(figures(1, 0, () => Number.NaN));
    time.pass(300);
    expect(JSON.stringify(live.node('n0'))).not.toContain('NaN');
  });
});
