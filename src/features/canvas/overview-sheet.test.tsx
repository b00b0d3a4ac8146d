import { beforeAll, expect, test, vi } from 'vitest';
import { OverviewSheet, type Sight } from './overview-sheet.ts';

const context = {
  setTransform: vi.fn<() => void>(),
  clearRect: vi.fn<() => void>(),
  drawImage: vi.fn<(picture: unknown, x: number, y: number) => void>(),
};
const sight: Sight = { transform: [0, 0, 0.2], width: 1_000, height: 800, pixelRatio: 1 };

beforeAll(() => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as CanvasRenderingContext2D);
});

test('a picture is kept while the view moves within a quarter of itself, and copied to where it belongs', () => {
  const sheet = new OverviewSheet(document.createElement('canvas'));
  expect(sheet.covers(sight)).toBe(false);
  const draw = vi.fn<() => void>();
  sheet.draw(sight, draw);
  expect(draw).toHaveBeenCalledWith(context, [250, 200, 0.2]);
  const near: Sight = { ...sight, transform: [240, -190, 0.2] };
  expect(sheet.covers(near)).toBe(true);
  sheet.show(near);
  expect(context.drawImage.mock.lastCall?.slice(1)).toEqual([-10, -390]);
  expect(sheet.covers({ ...sight, transform: [260, 0, 0.2] })).toBe(false);
  expect(sheet.covers({ ...sight, transform: [0, 0, 0.21] })).toBe(false);
  expect(sheet.covers({ ...sight, width: 900 })).toBe(false);
  sheet.outdate();
  expect(sheet.covers(near)).toBe(false);
});
