import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EMPTY_DESIGN } from '../model/design.ts';
import { announceEdits } from './announce-edits.ts';
import { announcer } from './announcements.ts';
import {
  addConnected,
  addNode,
  connect,
  goToStep,
  redo,
  remove,
  replaceDesign,
  setLabel,
  setNodeConfig,
  undo,
} from './document.ts';

const said = vi.spyOn(announcer, 'say').mockImplementation(() => undefined);
const texts = (): readonly string[] => said.mock.calls.map(([text]) => text);
let end: () => void;

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  said.mockClear();
  end = announceEdits();
});
afterEach(() => end());

test('what is added and connected is read out, with its name', () => {
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  connect('client-1', 'service-1');
  expect(texts()).toEqual(['Add client, Client.', 'Add service, Service.', 'Connect, Client to Service.']);
});

test('so are undo and redo, one step or several', () => {
  addNode('client', { x: 0, y: 0 });
  addConnected('service', 'client-1', { x: 400, y: 0 });
  said.mockClear();
  undo();
  redo();
  goToStep(0);
  expect(texts()).toEqual([
    'Undone: add service, Service.',
    'Redone: add service, Service.',
    'Undone: add service, 2 components.',
  ]);
});

test('typing and what a message on the page tells is left to them', () => {
  addNode('service', { x: 0, y: 0 });
  said.mockClear();
  setLabel('service-1', 'API');
  setNodeConfig('service-1', 'slots', 3);
  remove(['service-1'], []);
  expect(texts()).toEqual([]);
});

test('another design is told by its name and size', () => {
  replaceDesign({ ...EMPTY_DESIGN, name: 'Shop' });
  expect(texts()).toEqual(['Opened Shop, 0 components.']);
});
