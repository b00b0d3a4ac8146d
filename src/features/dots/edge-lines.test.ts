import { describe, expect, it } from 'vitest';
import { EdgeLines, placeOnLine } from './edge-lines.ts';

const LEFT = { x: 0, y: 0, width: 100, height: 50 };
const RIGHT = { x: 400, y: 0, width: 100, height: 50 };

describe('lines of edges', () => {
  it('are sampled once until an end moves', () => {
    const lines = new EdgeLines();
    const first = lines.points('e', LEFT, RIGHT);
    expect(lines.points('e', { ...LEFT }, { ...RIGHT })).toBe(first);
    expect(lines.samplings).toBe(1);
    lines.points('e', LEFT, { ...RIGHT, y: 8 });
    expect(lines.samplings).toBe(2);
  });

  it('have 32 points, 64 when long', () => {
    const lines = new EdgeLines();
    expect(lines.points('near', LEFT, RIGHT)).toHaveLength(64);
    expect(lines.points('far', LEFT, { ...RIGHT, x: 1_400 })).toHaveLength(128);
  });

  it('have requests and replies on their own sides', () => {
    const points = new EdgeLines().points('e', LEFT, RIGHT);
    const place = { x: 0, y: 0 };
    placeOnLine(points, 0.5, 0, place);
    expect(place.x).toBeCloseTo(250, 0);
    expect(place.y).toBeCloseTo(25, 5);
    placeOnLine(points, 0.5, 4, place);
    expect(place.y).toBeCloseTo(29, 5);
    placeOnLine(points, 1, -4, place);
    expect([Math.round(place.x), Math.round(place.y)]).toEqual([400, 21]);
  });
});
