import { describe, expect, it } from 'vitest';
import { firstViewport, READABLE_ZOOM } from './first-viewport.ts';

const DESKTOP = { width: 900, height: 700 };
const PHONE = { width: 390, height: 600 };

describe('the first view of a design', () => {
  it('shows all of a small one, in the middle and never much larger than life', () => {
    const { x, y, zoom } = firstViewport({ x: 100, y: 50, width: 200, height: 92 }, DESKTOP);
    expect(zoom).toBe(1.1);
    expect(x + 200 * zoom).toBeCloseTo(450);
    expect(y + 96 * zoom).toBeCloseTo(350);
  });

  it('shows all of one that can be read whole', () => {
    const { x, zoom } = firstViewport({ x: 0, y: 0, width: 1200, height: 300 }, DESKTOP);
    expect(zoom).toBeCloseTo(0.69);
    expect(x).toBeGreaterThan(0);
    expect(x + 1200 * zoom).toBeLessThan(900);
  });

  it('on a phone begins at the left, large enough to be read', () => {
    const { x, y, zoom } = firstViewport({ x: -40, y: 0, width: 1200, height: 300 }, PHONE);
    expect(zoom).toBe(READABLE_ZOOM);
    expect(x - 40 * zoom).toBeGreaterThan(0);
    expect(x - 40 * zoom).toBeLessThan(40);
    expect(y + 150 * zoom).toBeCloseTo(300);
  });

  it('of a thousand cards begins at the upper left', () => {
    const { x, y, zoom } = firstViewport({ x: 0, y: 0, width: 12_000, height: 6_000 }, DESKTOP);
    expect(zoom).toBe(READABLE_ZOOM);
    expect(x).toBeCloseTo(36);
    expect(y).toBeCloseTo(28);
  });
});
