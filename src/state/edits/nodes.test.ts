import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { absolutePosition, findNode } from '../design-index.ts';
import { connect } from './edges.ts';
import { addNode, dissolve, moveNodes, nudgeNodes, remove, reparent, resizeNode } from './nodes.ts';

function build(): Design {
  let design = EMPTY_DESIGN;
  for (const [kind, x, parent] of [
    ['region', 100],
    ['client', 0],
    ['service', 40, 'region-1'],
    ['service', 300, 'region-1'],
  ] as const) {
    design = addNode(design, { kind, position: { x, y: 60 }, parent }).design;
  }
  return connect(connect(design, 'client-1', 'service-1').design, 'client-1', 'service-2').design;
}

test('ids and labels are short, readable and unique', () => {
  expect(build().nodes.map((node) => [node.id, node.label])).toEqual([
    ['region-1', 'Region'],
    ['client-1', 'Client'],
    ['service-1', 'Service'],
    ['service-2', 'Service 2'],
  ]);
});

test('the id of a deleted node in the middle is not given out again', () => {
  const design = remove(build(), new Set(['service-1']), new Set());
  expect(addNode(design, { kind: 'service', position: { x: 0, y: 0 } }).id).toBe('service-3');
});

test('an unknown kind is not added', () => {
  const added = addNode(EMPTY_DESIGN, { kind: 'teapot', position: { x: 0, y: 0 } });
  expect(added).toEqual({ design: EMPTY_DESIGN, id: null });
});

test('removing a container removes what is in it, the calls to it, and what scenario and objectives said about it', () => {
  const design: Design = {
    ...build(),
    scenario: [
      { id: 'a', atS: 1, target: { node: 'service-1' }, action: { type: 'crash' } },
      { id: 'b', atS: 1, target: { edge: 'edge-2' }, action: { type: 'partition' } },
      { id: 'c', atS: 1, target: { node: 'client-1' }, action: { type: 'traffic', factor: 2 } },
    ],
    objectives: [
      { metric: 'p95Ms', comparison: '<', value: 100, client: 'client-1' },
      { metric: 'p95Ms', comparison: '<', value: 100 },
    ],
  };
  const left = remove(design, new Set(['region-1']), new Set());
  expect(left.nodes.map((node) => node.id)).toEqual(['client-1']);
  expect(left.edges).toEqual([]);
  expect(left.scenario.map((entry) => entry.id)).toEqual(['c']);
  expect(left.objectives).toHaveLength(2);
  expect(remove(left, new Set(['client-1']), new Set()).objectives).toHaveLength(1);
});

test('removing what is not there gives the same design', () => {
  const design = build();
  expect(remove(design, new Set(['nobody']), new Set(['no-edge']))).toBe(design);
});

test('a node dropped into a container or out of it stays where it is on the screen', () => {
  const design = build();
  const before = absolutePosition(design, findNode(design, 'service-1')!);
  const out = reparent(design, 'service-1', undefined);
  expect(findNode(out, 'service-1')).not.toHaveProperty('parent');
  expect(absolutePosition(out, findNode(out, 'service-1')!)).toEqual(before);
  const back = reparent(out, 'service-1', 'region-1');
  expect(absolutePosition(back, findNode(back, 'service-1')!)).toEqual(before);
  expect(findNode(back, 'service-1')!.position).toEqual({ x: 40, y: 60 });
});

test('a container cannot be put into itself', () => {
  const design = build();
  expect(reparent(design, 'region-1', 'region-1')).toBe(design);
});

test('dissolving a container keeps what was in it, in place', () => {
  const design = build();
  const after = dissolve(design, 'region-1');
  expect(findNode(after, 'region-1')).toBeUndefined();
  expect(after.edges).toHaveLength(2);
  expect(absolutePosition(after, findNode(after, 'service-2')!)).toEqual(
    absolutePosition(design, findNode(design, 'service-2')!),
  );
});

test('resizing by the top left corner leaves the children where they are on the screen', () => {
  const design = build();
  const after = resizeNode(design, 'region-1', { x: 60, y: 20, width: 700, height: 500 });
  expect(absolutePosition(after, findNode(after, 'service-1')!)).toEqual(
    absolutePosition(design, findNode(design, 'service-1')!),
  );
  expect(findNode(after, 'region-1')!.size).toEqual({ width: 700, height: 500 });
});

test('a container cannot be made smaller than its smallest size', () => {
  expect(findNode(resizeNode(build(), 'region-1', { x: 100, y: 60, width: 3, height: 3 }), 'region-1')!.size).toEqual({
    width: 160,
    height: 96,
  });
});

test('a child of a nudged container is not moved twice', () => {
  const after = nudgeNodes(build(), new Set(['region-1', 'service-1']), 8, 0);
  expect(findNode(after, 'region-1')!.position.x).toBe(108);
  expect(findNode(after, 'service-1')!.position.x).toBe(40);
});

test('a move to the same place gives the same design', () => {
  const design = build();
  expect(moveNodes(design, new Map([['client-1', { x: 0.2, y: 60 }]]))).toBe(design);
});
