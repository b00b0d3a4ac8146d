import { describe, expect, it } from 'vitest';
import { movedArcs, ringArcs, ringShares } from './ring-arcs.ts';

describe('the ring', () => {
  it('gives each point the arc before it, round the top, and joins neighbours of one backend', () => {
    const arcs = ringArcs([
      { at: 0.5, backend: 1 },
      { at: 0.25, backend: 0 },
      { at: 0.75, backend: 1 },
    ]);
    expect(arcs).toEqual([
      { backend: 0, from: -0.25, to: 0.25 },
      { backend: 1, from: 0.25, to: 0.75 },
    ]);
    expect(ringShares(arcs, 3)).toEqual([0.5, 0.5, 0]);
  });

  it('has shares that add up to the whole, and nothing without points', () => {
    const points = Array.from({ length: 500 }, (_, place) => ({
      at: ((place * 7919) % 1_000) / 1_000,
      backend: place % 7,
    }));
    const sum = ringShares(ringArcs(points), 7).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 9);
    expect(ringArcs([])).toEqual([]);
  });
});

it('joins neighbouring places that moved', () => {
  expect(movedArcs([0, 1, 2, 512])).toEqual([
    { from: 0, to: 3 / 1_024 },
    { from: 0.5, to: 0.5 + 1 / 1_024 },
  ]);
  expect(movedArcs([])).toEqual([]);
});
