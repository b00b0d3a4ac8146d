import { expect, test } from 'vitest';
import type { Design, DesignNode } from '../../model/design.ts';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { flowEdge, flowNode, parentsFirst } from './flow-objects.ts';

const state = { depth: 0, selected: false };

test('nothing of a document reaches React Flow but what is built on purpose', () => {
  const hostile = {
    id: 'a',
    kind: 'service',
    label: 'x',
    position: { x: 1, y: 2, extra: 'no' },
    config: {},
    style: { backgroundImage: 'url(https://example.invalid)' },
    className: 'evil',
    domAttributes: { onClick: 'x' },
    type: 'default',
    dragHandle: '*',
  } as unknown as DesignNode;
  expect(Object.keys(flowNode(hostile, state)).toSorted()).toEqual([
    'data',
    'domAttributes',
    'focusable',
    'handles',
    'height',
    'id',
    'measured',
    'position',
    'selected',
    'type',
    'width',
    'zIndex',
  ]);
  expect(flowNode(hostile, state)).toMatchObject({
    type: 'card',
    position: { x: 1, y: 2 },
    domAttributes: { tabIndex: -1 },
  });
  const edge = { id: 'e', source: 'a', target: 'b', config: {}, animated: true, markerEnd: 'x', style: {} };
  expect(flowEdge(edge, false, 'Call from A to B')).toEqual({
    id: 'e',
    type: 'call',
    source: 'a',
    target: 'b',
    selected: false,
    focusable: false,
    ariaLabel: 'Call from A to B',
    data: {},
  });
});

test('containers come before what is in them, whatever the order of the document', () => {
  const node = (id: string, kind: string, parent?: string): DesignNode => ({
    id,
    kind,
    label: id,
    position: { x: 0, y: 0 },
    config: {},
    ...(parent === undefined ? {} : { parent }),
  });
  const design: Design = {
    ...EMPTY_DESIGN,
    nodes: [node('s', 'service', 'z'), node('z', 'zone', 'r'), node('c', 'client'), node('r', 'region')],
  };
  expect(parentsFirst(design).map(({ node: { id }, depth }) => `${id}${depth}`)).toEqual(['c0', 'r0', 'z1', 's2']);
});

test('an unknown kind still gets a card', () => {
  expect(
    flowNode({ id: 'q', kind: 'quantum-bus', label: '', position: { x: 0, y: 0 }, config: {} }, state),
  ).toMatchObject({ type: 'card', width: 200, height: 92 });
});

test('React Flow is told where lines begin and end, so that it need not draw a card to find out', () => {
  const made = flowNode({ id: 'a', kind: 'service', label: 'x', position: { x: 0, y: 0 }, config: {} }, state);
  const [target, source] = made.handles ?? [];
  expect(made.measured).toEqual({ width: made.width, height: made.height });
  // The middle of each is on the border, half way down.
  expect([target?.x, source?.x]).toEqual([-12, (made.width ?? 0) - 12]);
  expect((target?.y ?? 0) + 12).toBe((made.height ?? 0) / 2);
});
