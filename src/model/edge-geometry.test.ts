import { expect, test } from 'vitest';
import { edgeGeometry } from './edge-geometry.ts';

const left = { x: 0, y: 0, width: 200, height: 92 };
const right = { x: 400, y: 120, width: 200, height: 92 };

test('a line leaves the middle of the right side and reaches the middle of the left side', () => {
  const line = edgeGeometry(left, right);
  expect(line.start).toEqual({ x: 200, y: 46 });
  expect(line.end).toEqual({ x: 400, y: 166 });
  expect(line.middle).toEqual({ x: 300, y: 106 });
  expect(line.path).toBe('M200,46 C300,46 300,166 400,166');
});

test('points include both ends and are equally far apart', () => {
  const points = edgeGeometry(left, right).points(32);
  expect(points).toHaveLength(64);
  expect([points[0], points[1]]).toEqual([200, 46]);
  expect([points[62], points[63]]).toEqual([400, 166]);
  const gaps = Array.from({ length: 31 }, (_, i) =>
    Math.hypot(points[2 * i + 2]! - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!),
  );
  expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(1.02);
});

test('a line backwards swings out to the right first', () => {
  const points = edgeGeometry(right, left).points(200);
  expect(Math.max(...points.filter((_, i) => i % 2 === 0))).toBeGreaterThan(605);
});

test('two boxes at the same place give finite points', () => {
  const at = { x: 0, y: 0, width: 0, height: 0 };
  expect([...edgeGeometry(at, at).points(4)].every(Number.isFinite)).toBe(true);
});

test('fewer than two points are refused', () => {
  expect(() => edgeGeometry(left, right).points(1)).toThrow(RangeError);
});
