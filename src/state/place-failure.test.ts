import { describe, expect, it } from 'vitest';
import type { Action, ActionTarget } from '../model/actions.ts';
import { EMPTY_DESIGN, type Design } from '../model/design.ts';
import type { ActiveAction } from '../model/worker-protocol.ts';
import { placeFailureWords } from './place-failure.ts';

const node = (id: string, kind: string, parent?: string) => ({
  id,
  kind,
  label: id,
  position: { x: 0, y: 0 },
  ...(parent === undefined ? {} : { parent }),
  config: {},
});
const DESIGN: Design = {
  ...EMPTY_DESIGN,
  nodes: [
    node('paris', 'region'),
    node('a', 'zone', 'paris'),
    node('b', 'zone', 'paris'),
    node('users', 'client', 'a'),
    node('note', 'note', 'a'),
    node('api', 'service', 'a'),
    node('db', 'database', 'a'),
    node('copy', 'database', 'b'),
    node('rome', 'region'),
  ],
};

let nextId = 1;
function since(sinceS: number, target: ActionTarget, type: Action['type'] = 'crash'): ActiveAction {
  return { id: nextId++, target, action: { type } as Action, sinceS, planned: false };
}
const words = (place: string, ...active: ActiveAction[]) =>
  placeFailureWords(DESIGN, place, active)?.replaceAll('\u00a0', ' ');

describe('the failure of a place', () => {
  it('is none while nothing is broken, or something else is', () => {
    expect(words('paris')).toBeUndefined();
    expect(words('rome', since(3, { node: 'paris' }))).toBeUndefined();
    expect(words('paris', since(3, { node: 'paris' }, 'slow'))).toBeUndefined();
  });

  it('is told with its kind and its time', () => {
    expect(words('paris', since(12, { node: 'paris' }))).toBe('down since 12 s');
    expect(words('paris', since(12, { node: 'paris' }, 'black-hole'))).toBe('not answering since 12 s');
    expect(words('paris', since(12, { node: 'paris' }, 'partition'))).toBe('cut off since 12 s');
  });

  it('reaches the zones of a region, but not the region of a zone', () => {
    expect(words('b', since(5, { node: 'paris' }))).toBe('down since 5 s');
    expect(words('paris', since(5, { node: 'b' }))).toBeUndefined();
  });

  it('is that of the first of several', () =>
    expect(words('b', since(9, { node: 'paris' }), since(4, { node: 'b' }, 'partition'))).toBe('cut off since 4 s'));

  it('is there once all that works in it has failed, since the last of it', () => {
    const api = since(5, { node: 'api' });
    expect(words('a', api)).toBeUndefined();
    expect(words('a', api, since(8, { node: 'db', endpoint: 0 }))).toBeUndefined();
    expect(words('a', api, since(8, { node: 'db' }))).toBe('down since 8 s');
    expect(words('paris', since(5, { node: 'a' }), since(6, { node: 'b' }))).toBe('down since 6 s');
  });

  it('is not that of an empty place', () => expect(words('rome', since(1, { node: 'api' }))).toBeUndefined());
});
