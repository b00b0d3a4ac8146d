import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { changeEdge, connect, reconnect, refusalBetween } from './edges.ts';
import { addNode } from './nodes.ts';

function withNodes(...kinds: readonly string[]): Design {
  return kinds.reduce((design, kind) => addNode(design, { kind, position: { x: 0, y: 0 } }).design, EMPTY_DESIGN);
}

const design = withNodes('client', 'service', 'database', 'service');

test('a legal call is drawn and has an id', () => {
  const connected = connect(design, 'client-1', 'service-1');
  expect(connected.id).toBe('edge-1');
  expect(connected.design.edges).toEqual([{ id: 'edge-1', source: 'client-1', target: 'service-1', config: {} }]);
});

test.each([
  ['client-1', 'database-1', 'A database speaks to services. Put a service in between.'],
  ['service-1', 'client-1', 'Nothing calls a client: draw the edge the other way round.'],
  ['service-1', 'service-1', 'A node does not call itself over the network.'],
  ['service-1', 'nobody', 'One end of this connection does not exist.'],
])('from %s to %s is refused with a reason', (source, target, reason) => {
  expect(refusalBetween(design, source, target)).toBe(reason);
  expect(connect(design, source, target)).toEqual({ design, id: null });
});

test('the same call is not drawn twice', () => {
  const once = connect(design, 'client-1', 'service-1').design;
  expect(refusalBetween(once, 'client-1', 'service-1')).toBe('These two are connected already.');
});

test('a call given another target keeps its settings', () => {
  const once = changeEdge(connect(design, 'client-1', 'service-1').design, 'edge-1', (edge) => ({
    ...edge,
    config: { maxAttempts: 3 },
  }));
  expect(reconnect(once, 'edge-1', 'client-1', 'service-2').edges).toEqual([
    { id: 'edge-1', source: 'client-1', target: 'service-2', config: { maxAttempts: 3 } },
  ]);
  expect(reconnect(once, 'edge-1', 'client-1', 'database-1')).toBe(once);
});
