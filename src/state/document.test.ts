import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { SPECS } from '../kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../model/design.ts';
import { findNode, indexOf } from './design-index.ts';
import {
  addConnected,
  addFromPalette,
  addNode,
  addNodeAt,
  connect,
  currentDesign,
  dissolveContainer,
  dropNodes,
  duplicateNodes,
  endGesture,
  moveNodes,
  nudgeNodes,
  redo,
  remove,
  replaceDesign,
  resizeNode,
  setEdgeConfig,
  setLabel,
  setName,
  setNodeConfig,
  setRun,
  undo,
  useDocument,
} from './document.ts';

const steps = () => useDocument.getState().past.length;

beforeEach(() => replaceDesign(EMPTY_DESIGN));

test('typing into one field is one step until the field is left', () => {
  addNode('service', { x: 0, y: 0 });
  for (const slots of [1, 12, 120]) setNodeConfig('service-1', 'slots', slots);
  endGesture();
  setNodeConfig('service-1', 'slots', 9);
  expect(steps()).toBe(3);
  undo();
  expect(findNode(currentDesign(), 'service-1')?.config).toEqual({ slots: 120 });
  undo();
  expect(findNode(currentDesign(), 'service-1')?.config).toEqual({});
});

test('typing into another field begins another step', () => {
  addNode('service', { x: 0, y: 0 });
  setNodeConfig('service-1', 'slots', 3);
  setNodeConfig('service-1', 'replicas', 3);
  expect(steps()).toBe(3);
});

test('a drag with its drop into a region is one step', () => {
  addNode('region', { x: 0, y: 0 });
  addNode('service', { x: 900, y: 0 });
  moveNodes(new Map([['service-1', { x: 500, y: 50 }]]));
  moveNodes(new Map([['service-1', { x: 100, y: 100 }]]));
  dropNodes(new Map([['service-1', { x: 100, y: 100 }]]), new Map([['service-1', { x: 200, y: 146 }]]));
  expect(findNode(currentDesign(), 'service-1')?.parent).toBe('region-1');
  expect(steps()).toBe(3);
  undo();
  expect(findNode(currentDesign(), 'service-1')).toMatchObject({ position: { x: 900, y: 0 } });
});

test('an edit that changes nothing is no step', () => {
  addNode('service', { x: 0, y: 0 });
  setNodeConfig('service-1', 'slots', 8);
  setLabel('service-1', 'Service');
  connect('service-1', 'service-1');
  remove(['nobody'], []);
  expect(steps()).toBe(1);
});

test('opening another document begins an empty history', () => {
  addNode('service', { x: 0, y: 0 });
  const before = useDocument.getState().revision;
  replaceDesign({ ...EMPTY_DESIGN, name: 'Other' });
  undo();
  expect(currentDesign().name).toBe('Other');
  expect(useDocument.getState().revision).toBe(before + 1);
});

test('adding a connected component is one step', () => {
  addNode('client', { x: 0, y: 0 });
  addConnected('service', 'client-1', { x: 500, y: 0 });
  expect(currentDesign().edges).toHaveLength(1);
  undo();
  expect(currentDesign().nodes).toHaveLength(1);
});

const kind = fc.constantFrom(...Object.keys(SPECS));
const point = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });
const pick = fc.nat({ max: 30 });

function nodeId(at: number): string {
  const { nodes } = currentDesign();
  return nodes[at % Math.max(1, nodes.length)]?.id ?? 'nobody';
}

function edgeId(at: number): string {
  const { edges } = currentDesign();
  return edges[at % Math.max(1, edges.length)]?.id ?? 'no-edge';
}

/** Every command of the page, each ended as a gesture so that it is one step or none. */
const command: fc.Arbitrary<() => void> = fc.oneof(
  fc.tuple(kind, point).map(
    ([name, at]) =>
      () =>
        void addNodeAt(name, at),
  ),
  fc.tuple(kind, pick, point).map(
    ([name, from, at]) =>
      () =>
        void addFromPalette(name, [nodeId(from)], at),
  ),
  fc.tuple(kind, pick).map(
    ([name, from]) =>
      () =>
        void addConnected(name, nodeId(from)),
  ),
  fc.tuple(pick, pick).map(
    ([from, to]) =>
      () =>
        void connect(nodeId(from), nodeId(to)),
  ),
  fc.tuple(pick, point).map(
    ([at, to]) =>
      () =>
        moveNodes(new Map([[nodeId(at), to]])),
  ),
  fc.tuple(pick, point).map(
    ([at, to]) =>
      () =>
        dropNodes(new Map([[nodeId(at), to]]), new Map([[nodeId(at), to]])),
  ),
  fc.tuple(pick, point).map(
    ([at, to]) =>
      () =>
        resizeNode(nodeId(at), { ...to, width: 300, height: 200 }),
  ),
  fc.tuple(pick, pick).map(
    ([at, by]) =>
      () =>
        nudgeNodes([nodeId(at)], by, -by),
  ),
  pick.map((at) => () => remove([nodeId(at)], [])),
  pick.map((at) => () => remove([], [edgeId(at)])),
  pick.map((at) => () => dissolveContainer(nodeId(at))),
  pick.map((at) => () => void duplicateNodes([nodeId(at)])),
  fc.tuple(pick, fc.string({ maxLength: 12 })).map(
    ([at, label]) =>
      () =>
        setLabel(nodeId(at), label),
  ),
  fc.tuple(pick, fc.integer({ min: 1, max: 20 })).map(
    ([at, slots]) =>
      () =>
        setNodeConfig(nodeId(at), 'slots', slots),
  ),
  fc.tuple(pick, fc.integer({ min: 1, max: 5 })).map(
    ([at, count]) =>
      () =>
        setEdgeConfig(edgeId(at), 'maxAttempts', count),
  ),
  fc.nat({ max: 99 }).map((seed) => () => setRun('seed', seed)),
  fc.string({ maxLength: 8 }).map((name) => () => setName(name)),
);

function isWhole(design: Design): boolean {
  const { nodes } = indexOf(design);
  const edgesEnd = design.edges.every((edge) => nodes.has(edge.source) && nodes.has(edge.target));
  const parentsExist = design.nodes.every((node) => node.parent === undefined || nodes.has(node.parent));
  return (
    edgesEnd && parentsExist && nodes.size === design.nodes.length && indexOf(design).edges.size === design.edges.length
  );
}

test('any commands, undone and redone, give the same designs at each step; no end or parent is ever missing', () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 40 }), (commands) => {
      replaceDesign(EMPTY_DESIGN);
      const seen: Design[] = [currentDesign()];
      for (const run of commands) {
        run();
        endGesture();
        if (currentDesign() !== seen.at(-1)) seen.push(currentDesign());
        expect(isWhole(currentDesign())).toBe(true);
      }
      expect(steps()).toBe(seen.length - 1);
      for (const design of seen.slice(0, -1).toReversed()) {
        undo();
        expect(currentDesign()).toBe(design);
      }
      for (const design of seen.slice(1)) {
        redo();
        expect(currentDesign()).toBe(design);
      }
    }),
    { numRuns: 200 },
  );
});
