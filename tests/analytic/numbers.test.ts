import { describe, expect, it } from 'vitest';
import { NUMBER_TABLES } from '../../src/features/numbers/number-rows.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

/** What the engine has to say, by row: exact for round trips, a range for distances (published tables differ by a fifth). */
const EXPECTED: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'same-zone': [0.4, 1],
  'cross-zone': [1, 2],
  'us-coasts': [60, 87],
  'new-york-london': [68, 85],
  'new-york-tokyo': [145, 175],
  tcp: [1, 1],
  tls13: [1, 1],
  'tls13-resumed': [1, 1],
  'tls13-early': [0, 0],
  tls12: [2, 2],
  quic: [1, 1],
  'https-cold': [3, 3],
  'https-warm': [1, 1],
};

const rows = NUMBER_TABLES.flatMap((table) => table.rows);

describe('the numbers that the page works out', () => {
  it('are all expected somewhere', () => {
    expect(rows.map(({ id }) => id)).toEqual(Object.keys(EXPECTED));
  });

  it.each(rows.map((row) => [row.label, row] as const))('%s', (_label, row) => {
    const simulation = new Simulation(row.design);
    simulation.run();
    const last = simulation.traces().toSorted((a, b) => b.startNs - a.startNs)[0]!;
    const value = row.read(simulation.trace(last.requestId)!);
    const [least, most] = EXPECTED[row.id]!;
    expect(value).toBeGreaterThanOrEqual(least - 1e-6);
    expect(value).toBeLessThanOrEqual(most + 1e-6);
  });
});
