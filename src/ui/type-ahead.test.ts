import { expect, test } from 'vitest';
import { matchItems, type TypeAheadItem } from './TypeAhead.tsx';

const item = (label: string, more: Partial<TypeAheadItem> = {}): TypeAheadItem => ({
  id: label,
  label,
  icon: 'box',
  ...more,
});
const found = (items: readonly TypeAheadItem[], query: string) => matchItems(items, query).map(({ label }) => label);

test('the same label comes first, then labels that begin with the text, a word that does, and the rest', () => {
  const items = [
    item('Gateway', { words: 'in front of a service' }),
    item('Microservice'),
    item('New service mesh'),
    item('Add: Service'),
    item('Service registry'),
    item('Service'),
  ];
  expect(found(items, ' service ')).toEqual([
    'Service',
    'Service registry',
    'Add: Service',
    'New service mesh',
    'Microservice',
    'Gateway',
  ]);
});

test('every typed word must occur, in any order', () => {
  const items = [item('Run in real time'), item('Real numbers')];
  expect(found(items, 'time real')).toEqual(['Run in real time']);
});

test('what there may be thousands of waits for a letter, and never more than 80 lines come', () => {
  const many = Array.from({ length: 200 }, (_, i) => item(`Node ${i}`, { onlyWhenTyped: true }));
  expect(found([item('Undo'), ...many], '')).toEqual(['Undo']);
  expect(found(many, 'node')).toHaveLength(80);
});
