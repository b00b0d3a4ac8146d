import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { absolutePosition, findNode } from '../design-index.ts';
import { duplicate, excerptOf, insertExcerpt } from './copies.ts';
import { connect } from './edges.ts';
import { addNode } from './nodes.ts';

function build(): Design {
  let { design } = addNode(EMPTY_DESIGN, { kind: 'region', position: { x: 100, y: 100 } });
  ({ design } = addNode(design, { kind: 'service', position: { x: 20, y: 60 }, parent: 'region-1' }));
  ({ design } = addNode(design, { kind: 'database', position: { x: 300, y: 60 }, parent: 'region-1' }));
  return connect(design, 'service-1', 'database-1').design;
}

test('a copied container brings its contents and the calls between them, under new ids', () => {
  const { design, ids } = duplicate(build(), new Set(['region-1']), { x: 24, y: 24 });
  expect(ids).toEqual(['region-2']);
  expect(design.nodes.slice(3).map((node) => [node.id, node.parent])).toEqual([
    ['region-2', undefined],
    ['service-2', 'region-2'],
    ['database-2', 'region-2'],
  ]);
  expect(design.edges.at(-1)).toMatchObject({ id: 'edge-2', source: 'service-2', target: 'database-2' });
});

test('a copied child stays in its container, shifted', () => {
  const before = build();
  const { design, ids } = duplicate(before, new Set(['service-1']), { x: 24, y: 24 });
  const copy = findNode(design, ids[0]!)!;
  expect(copy.parent).toBe('region-1');
  expect(copy.position).toEqual({ x: 44, y: 84 });
  expect(copy.label).toBe('Service 2');
  expect(design.edges).toHaveLength(1);
});

test('an excerpt cut out of a container keeps its place on the screen', () => {
  const design = build();
  const excerpt = excerptOf(design, new Set(['service-1']));
  expect(excerpt.nodes[0]).not.toHaveProperty('parent');
  const pasted = insertExcerpt(EMPTY_DESIGN, excerpt, { x: 0, y: 0 });
  expect(absolutePosition(pasted.design, findNode(pasted.design, pasted.ids[0]!)!)).toEqual({ x: 120, y: 160 });
});
