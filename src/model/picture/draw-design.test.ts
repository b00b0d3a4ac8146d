import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../design.ts';
import { formatCount, formatMs, formatRate, formatRatio } from '../units.ts';
import { drawDesign } from './draw-design.ts';
import { nodeBoxes } from './node-boxes.ts';
import { PALETTES, type PictureTheme } from './palette.ts';
import type { Shape } from './picture-shapes.ts';

const design: Design = {
  ...EMPTY_DESIGN,
  nodes: [
    { id: 'inside', kind: 'service', label: 'Orders', parent: 'place', position: { x: 20, y: 50 }, config: {} },
    {
      id: 'place',
      kind: 'region',
      label: 'Here',
      position: { x: 300, y: 100 },
      size: { width: 400, height: 300 },
      config: { location: 'tokyo' },
    },
    { id: 'users', kind: 'client', label: 'Users', position: { x: 0, y: 0 }, config: { location: 'london' } },
  ],
  edges: [{ id: 'e', source: 'users', target: 'inside', config: {} }],
};

const full = { detail: 'full' } as const;
const coarse = { detail: 'coarse' } as const;

function words(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap((shape) => (shape.type === 'text' ? [shape.text] : []));
}

function paths(shapes: readonly Shape[]): readonly string[] {
  return shapes.flatMap((shape) => (shape.type === 'path' ? [shape.d] : []));
}

describe('the picture of a design', () => {
  it('has places under what is inside them, and children where the canvas has them', () => {
    const boxes = nodeBoxes(design, findSpec);
    expect(boxes.map(({ node }) => node.id)).toEqual(['place', 'users', 'inside']);
    expect(boxes[2]).toMatchObject({ x: 320, y: 150, width: 200, height: 92, depth: 1 });
  });

  it.each([full, coarse])(
    'has a line from the right side of the source to the left side of the target ($detail)',
    (options) => {
      expect(paths(drawDesign(design, findSpec, options).shapes)[0]).toMatch(/^M200,46 C.* 320,196$/);
    },
  );

  it('names nodes, settings, protocol and distance', () => {
    const shown = words(drawDesign(design, findSpec, full).shapes);
    for (const word of ['Users', 'Orders', 'Here', 'HTTP', 'Replicas']) expect(shown).toContain(word);
    expect(shown.some((word) => /^\d+\u00A0ms$/.test(word))).toBe(true);
    expect(words(drawDesign(design, findSpec, coarse).shapes)).toEqual([]);
  });

  it('shows figures in place of settings when there are results', () => {
    const figures = {
      rate: formatRate(120),
      p95: formatMs(48),
      hitRatio: formatRatio(0.5),
      utilization: formatRatio(0.7),
      queue: formatCount(3),
      inFlight: formatCount(9),
      lost: formatRatio(0),
      late: formatRatio(0),
      notModified: formatCount(0),
      errors: formatRatio(0),
    };
    const live = { figures, endpoints: 3, endpointsUp: 2, health: 'fail', topFailure: 'queue full' } as const;
    const lookup = (id: string) => (id === 'inside' ? live : null);
    const { shapes } = drawDesign(design, findSpec, { ...full, figures: lookup });
    expect(words(shapes)).toEqual(expect.arrayContaining(['120\u00A0/s', '48\u00A0ms', 'queue full']));
    expect(words(shapes)).not.toContain('Replicas');
    expect(shapes.filter((shape) => shape.type === 'circle' && shape.fill === 'ok')).toHaveLength(2);
  });

  it.each([full, coarse])('shows all of it with some space round it ($detail)', (options) => {
    const { view, shapes } = drawDesign(design, findSpec, options);
    for (const shape of shapes) {
      if (shape.type !== 'rect') continue;
      expect(shape.x).toBeGreaterThan(view.x);
      expect(shape.y + shape.height).toBeLessThan(view.y + view.height);
    }
  });

  it('of nothing is empty and still has a size', () => {
    const { view, shapes } = drawDesign(EMPTY_DESIGN, findSpec, full);
    expect(shapes).toEqual([]);
    expect(view.width).toBeGreaterThan(0);
  });

  it('leaves out a line whose end is missing', () => {
    const broken = { ...design, edges: [{ id: 'e', source: 'users', target: 'gone', config: {} }] };
    expect(paths(drawDesign(broken, findSpec, full).shapes)).toEqual([]);
  });
});

it.each(['light', 'dark'] as const)('files have the colours of the %s page', (theme: PictureTheme) => {
  const css = readFileSync('src/app/tokens.css', 'utf8');
  const [light = '', dark = ''] = css.split(":root[data-theme='dark']");
  const rules = theme === 'dark' ? dark : light;
  for (const [tone, colour] of Object.entries(PALETTES[theme])) expect(rules).toContain(`--${tone}: ${colour};`);
});
