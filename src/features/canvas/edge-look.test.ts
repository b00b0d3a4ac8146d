import { expect, test } from 'vitest';
import { EDGE } from '../../model/snapshot.ts';
import { readEdgeFigures } from '../../state/figure-rows.ts';
import { edgeLook } from './edge-look.ts';

function figures(values: Partial<Record<keyof typeof EDGE, number>>) {
  const row = new Float64Array(EDGE.columns).fill(Number.NaN);
  for (const [name, value] of Object.entries(values)) row[EDGE[name as keyof typeof EDGE]] = value;
  return readEdgeFigures(row, 0);
}

const busy = figures({ ratePerSecond: 1000, errorRatio: 0.2, p95Ms: 123.4, load: 0.75, topFailure: 2 });

test('at rest a call is one quiet line', () => {
  expect(edgeLook(null, 'errors')).toEqual({ widthPx: 1.5, level: 'idle', text: null });
});

test('each overlay prints its own figure; the width is always the rate', () => {
  expect(edgeLook(busy, 'rate').text).toBe('1000\u00a0/s');
  expect(edgeLook(busy, 'latency').text).toBe('123\u00a0ms');
  expect(edgeLook(busy, 'errors').text).toBe('20\u00a0%');
  expect(edgeLook(busy, 'load').text).toBe('75\u00a0%');
  expect(
    new Set((['rate', 'latency', 'errors', 'load'] as const).map((mode) => edgeLook(busy, mode).widthPx)).size,
  ).toBe(1);
});

test('errors and load are judged by the levels of the legend', () => {
  expect(edgeLook(busy, 'errors').level).toBe('fail');
  expect(edgeLook(busy, 'load').level).toBe('warn');
  expect(edgeLook(figures({ ratePerSecond: 10, errorRatio: 0, p95Ms: 1 }), 'errors').level).toBe('ok');
});

test('connections: how many are open, and how much of the time opening them takes; nothing where they always are', () => {
  const opening = figures({ ratePerSecond: 10, openConnections: 12, handshakeShare: 0.66 });
  expect(edgeLook(opening, 'connections')).toMatchObject({ level: 'warn', text: '12 open, 66\u00a0% handshakes' });
  const kept = figures({ ratePerSecond: 10, openConnections: 3, handshakeShare: 0 });
  expect(edgeLook(kept, 'connections')).toMatchObject({ level: 'idle', text: '3 open' });
  expect(edgeLook(busy, 'connections').text).toBeNull();
});

test('nothing measured is nothing printed, never NaN', () => {
  for (const mode of ['rate', 'latency', 'errors', 'load', 'connections'] as const)
    expect(edgeLook(figures({}), mode)).toMatchObject({ level: 'idle', text: null });
});
