import { afterEach, beforeEach, expect, test } from 'vitest';
import { EMPTY_DESIGN } from '../model/design.ts';
import {
  addConnected,
  addNode,
  connect,
  currentDesign,
  dissolveContainer,
  endGesture,
  goToStep,
  redo,
  remove,
  replaceDesign,
  setNodeConfig,
  undo,
  useDocument,
} from './document.ts';
import { offerUndo } from './offer-undo.ts';
import { planAction, unplan } from './planned-actions.ts';
import { stepsOf } from './step-words.ts';
import { dismissToast, useToasts } from './toasts.ts';

const offers = () => useToasts.getState().toasts.map(({ text }) => text);
let end: () => void;

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  for (const { id } of useToasts.getState().toasts) dismissToast(id);
  end = offerUndo();
  addNode('client', { x: 0, y: 0 });
  addConnected('service', 'client-1', { x: 400, y: 0 });
});
afterEach(() => end());

test('nothing is offered for what adds or changes', () => {
  setNodeConfig('service-1', 'slots', 3);
  expect(offers()).toEqual([]);
});

test('whatever takes something away offers to undo it, and the offer does so', () => {
  const before = currentDesign();
  remove(['service-1'], []);
  expect(offers()).toEqual(['Deleted Service.']);
  useToasts.getState().toasts[0]?.action?.run();
  expect(currentDesign()).toBe(before);
  expect(offers()).toEqual([]);
});

test('several components, calls, a container that is taken apart, planned faults', () => {
  remove([], ['edge-1']);
  expect(offers()).toEqual(['Deleted the call Client to Service.']);
  connect('client-1', 'service-1');
  expect(offers()).toEqual([]);
  addNode('region', { x: 0, y: 300 });
  addNode('service', { x: 20, y: 60 }, 'region-1');
  dissolveContainer('region-1');
  expect(offers()).toEqual(['Remove container: Region removed.']);
  planAction({ node: 'service-1' }, { type: 'crash' }, 5);
  unplan('action-1');
  expect(offers()).toEqual(['Deleted a planned fault.']);
  remove(['client-1', 'service-1'], []);
  expect(offers()).toEqual(['Deleted 2 components.']);
});

test('an undo, a redo and another document offer nothing', () => {
  remove(['service-1'], []);
  undo();
  undo();
  expect(offers()).toEqual([]);
  redo();
  redo();
  expect(currentDesign().nodes).toHaveLength(1);
  expect(offers()).toEqual([]);
  replaceDesign(EMPTY_DESIGN);
  expect(offers()).toEqual([]);
});

test('steps have names and what they were about; going to one undoes and redoes', () => {
  setNodeConfig('service-1', 'slots', 3);
  setNodeConfig('service-1', 'slots', 30);
  endGesture();
  setNodeConfig('service-1', 'slots', 40);
  const last = currentDesign();
  const words = () => stepsOf(useDocument.getState()).map(({ label, subject, isUndone }) => [label, subject, isUndone]);
  expect(words()).toEqual([
    ['Add client', 'Client', false],
    ['Add service', 'Service', false],
    ['Change slots per replica', 'Service', false],
    ['Change slots per replica', 'Service', false],
  ]);
  goToStep(1);
  expect(currentDesign().nodes.map(({ id }) => id)).toEqual(['client-1']);
  expect(words().map(([, , isUndone]) => isUndone)).toEqual([false, true, true, true]);
  expect(words()[3]).toEqual(['Change slots per replica', 'Service', true]);
  goToStep(0);
  expect(currentDesign()).toBe(EMPTY_DESIGN);
  goToStep(99);
  expect(currentDesign()).toBe(last);
});
