import { expect, test } from 'vitest';
import { snapBox } from './drag-guides.ts';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });

test('a box snaps to the edge of another within reach, and a line shows it', () => {
  const snapped = snapBox(box(4, 200), [box(0, 0)], 6);
  expect([snapped.dx, snapped.dy]).toEqual([-4, 0]);
  expect(snapped.lines).toContainEqual({ kind: 'level', from: { x: 0, y: 0 }, to: { x: 0, y: 250 } });
  expect(snapBox(box(7, 200), [box(0, 0)], 6)).toEqual({ dx: 0, dy: 0, lines: [] });
});

test('a box between two others, or after two of them, takes equal distances', () => {
  expect(snapBox(box(153, 10), [box(0, 0), box(300, 0)], 6).dx).toBe(-3);
  expect(snapBox(box(323, 10), [box(0, 0), box(160, 0)], 6).dx).toBe(-3);
});
