import { beforeEach, expect, test } from 'vitest';
import { findSpec } from '../kinds/specs.ts';
import { readDesign } from '../model/document/read-design.ts';
import { EMPTY_DESIGN } from '../model/design.ts';
import { addNode, connect, currentDesign, remove, replaceDesign, undo } from './document.ts';
import { endPlanned, movePlanned, nextPlannedS, planAction, unplan } from './planned-actions.ts';

const scenario = () => currentDesign().scenario;

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 300, y: 0 });
  connect('client-1', 'service-1');
});

test('an entry begins on a whole second, and early in the next run when this one is over by then', () => {
  expect([nextPlannedS(0, 300), nextPlannedS(12.4, 300), nextPlannedS(295, 300), nextPlannedS(3, 8)]).toEqual([
    10, 22, 10, 4,
  ]);
});

test('planning twice gives two entries and two steps, each of which can be undone', () => {
  planAction({ node: 'service-1' }, { type: 'crash' }, 10);
  planAction({ node: 'service-1' }, { type: 'flush' }, 20);
  expect(scenario()).toEqual([
    { id: 'action-1', atS: 10, untilS: 20, target: { node: 'service-1' }, action: { type: 'crash' } },
    { id: 'action-2', atS: 20, target: { node: 'service-1' }, action: { type: 'flush' } },
  ]);
  undo();
  expect(scenario().map((entry) => entry.id)).toEqual(['action-1']);
  unplan('action-1');
  expect(scenario()).toEqual([]);
  undo();
  expect(scenario()).toHaveLength(1);
});

test('moving keeps the length; an end before the start changes nothing; no end is for good', () => {
  planAction({ node: 'service-1' }, { type: 'crash' }, 10);
  movePlanned('action-1', 12.5);
  expect(scenario()[0]).toMatchObject({ atS: 12.5, untilS: 22.5 });
  endPlanned('action-1', 12.5);
  expect(scenario()[0]).toMatchObject({ atS: 12.5, untilS: 22.5 });
  endPlanned('action-1', 40);
  expect(scenario()[0]).toMatchObject({ atS: 12.5, untilS: 40 });
  movePlanned('action-1', 86_400);
  expect(scenario()[0]).toMatchObject({ atS: 86_372.5, untilS: 86_400 });
  endPlanned('action-1', null);
  expect(scenario()[0]).not.toHaveProperty('untilS');
});

test('what is planned for something goes with it, and the design can be read again', () => {
  const edge = currentDesign().edges[0]?.id ?? '';
  planAction({ edge }, { type: 'partition' }, 10);
  planAction({ node: 'service-1', endpoint: 0 }, { type: 'crash' }, 10);
  planAction({ node: 'client-1' }, { type: 'traffic', factor: 2 }, 10);
  remove(['service-1'], []);
  expect(scenario().map((entry) => entry.target)).toEqual([{ node: 'client-1' }]);
  expect(readDesign(currentDesign(), findSpec)).toMatchObject({ ok: true });
});
