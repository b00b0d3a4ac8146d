import { describe, expect, it } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { pictureOf } from './design-picture.ts';

const design: Design = {
  ...EMPTY_DESIGN,
  nodes: [
    { id: 'inside', kind: 'service', label: 'S', parent: 'place', position: { x: 20, y: 50 }, config: {} },
    {
      id: 'place',
      kind: 'region',
      label: 'R',
      position: { x: 300, y: 100 },
      size: { width: 400, height: 300 },
      config: {},
    },
    { id: 'users', kind: 'client', label: 'U', position: { x: 0, y: 0 }, config: {} },
  ],
  edges: [{ id: 'e', source: 'users', target: 'inside', config: {} }],
};

describe('the picture of a design', () => {
  it('draws places under what is inside them, and children where the canvas has them', () => {
    const { boxes } = pictureOf(design);
    expect(boxes.findIndex(({ id }) => id === 'place')).toBeLessThan(boxes.findIndex(({ id }) => id === 'inside'));
    expect(boxes.find(({ id }) => id === 'inside')).toMatchObject({ x: 320, y: 150, width: 200, height: 92 });
  });

  it('has a line from the right side of the source to the left side of the target', () => {
    expect(pictureOf(design).lines).toEqual([{ id: 'e', path: expect.stringMatching(/^M200,46 C.* 320,196$/) }]);
  });

  it('shows all of it with some space round it', () => {
    const { view, boxes } = pictureOf(design);
    for (const box of boxes) {
      expect(box.x).toBeGreaterThan(view.x);
      expect(box.y + box.height).toBeLessThan(view.y + view.height);
    }
  });

  it('of nothing is empty and still has a size', () => {
    const { view, boxes, lines } = pictureOf(EMPTY_DESIGN);
    expect([boxes, lines]).toEqual([[], []]);
    expect(view.width).toBeGreaterThan(0);
  });

  it('leaves out a line whose end is missing', () => {
    expect(pictureOf({ ...design, edges: [{ id: 'e', source: 'users', target: 'gone', config: {} }] }).lines).toEqual(
      [],
    );
  });
});
