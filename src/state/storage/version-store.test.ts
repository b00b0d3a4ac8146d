// Versions are kept one after the other.
/* oxlint-disable no-await-in-loop */
import { describe, expect, it } from 'vitest';
import { MemoryValues } from '../../../tests/support/memory-values.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { changeWords } from './change-words.ts';
import { DesignStore } from './design-store.ts';
import { MAX_NAMED_VERSIONS, MAX_OWN_VERSIONS, VERSION_EVERY_MS, VersionStore } from './version-store.ts';

const named = (name: string): Design => ({ ...EMPTY_DESIGN, name });

function storeWithClock() {
  const values = new MemoryValues();
  const clock = { ms: 0 };
  return { values, clock, versions: new VersionStore(values, () => clock.ms) };
}

describe('versions', () => {
  it('keeps one when a design is opened and one after minutes of editing, and none of what did not change', async () => {
    const { clock, versions } = storeWithClock();
    await versions.keepByItself('one', named('A'), 'opened');
    clock.ms += VERSION_EVERY_MS - 1;
    await versions.keepByItself('one', named('B'), 'time');
    expect(await versions.list('one')).toHaveLength(1);
    clock.ms += 1;
    await versions.keepByItself('one', named('C'), 'time');
    clock.ms += VERSION_EVERY_MS;
    await versions.keepByItself('one', named('C'), 'time');
    expect((await versions.list('one')).map(({ reason, number }) => [reason, number])).toEqual([
      ['time', 2],
      ['opened', 1],
    ]);
  });

  it('forgets the oldest of those kept by themselves, never a named one, and refuses too many named ones', async () => {
    const { clock, versions } = storeWithClock();
    expect(await versions.keepNamed('one', named('First'), 'The first')).toBe(true);
    for (let count = 0; count < MAX_OWN_VERSIONS + 5; count += 1) {
      clock.ms += VERSION_EVERY_MS;
      await versions.keepByItself('one', named(`Own ${count}`), 'time');
    }
    const kept = await versions.list('one');
    expect(kept).toHaveLength(MAX_OWN_VERSIONS + 1);
    expect(kept.at(-1)?.label).toBe('The first');
    for (let count = 1; count < MAX_NAMED_VERSIONS; count += 1) await versions.keepNamed('one', named('N'), `${count}`);
    expect(await versions.keepNamed('one', named('N'), 'one too many')).toBe(false);
  });

  it('leaves out a damaged one, and goes with its design and comes back with it', async () => {
    const { values, versions } = storeWithClock();
    await versions.keepNamed('one', named('A'), 'whole');
    await versions.keepNamed('one', named('B'), 'torn');
    await versions.keepNamed('other', named('C'), 'of another design');
    values.values.set('version/one/2', { ...(values.values.get('version/one/2') as object), text: '{' });
    expect((await versions.list('one')).map(({ label }) => label)).toEqual(['whole']);
    const store = new DesignStore(values);
    const removed = await store.remove('one');
    expect(await versions.list('one')).toEqual([]);
    expect(await versions.list('other')).toHaveLength(1);
    await store.restore(removed);
    expect((await versions.list('one')).map(({ label }) => label)).toEqual(['whole']);
  });
});

describe('what changed, in words', () => {
  const node = (id: string, label = id) => ({ id, kind: 'service', label, position: { x: 0, y: 0 }, config: {} });

  it.each([
    [named('A'), named('A'), 'nothing changed'],
    [named('A'), named('B'), 'renamed'],
    [
      { ...EMPTY_DESIGN, nodes: [node('a'), node('b')] },
      { ...EMPTY_DESIGN, nodes: [node('b', 'other'), node('c'), node('d')] },
      '2 components added, 1 component removed, 1 component changed',
    ],
  ])('compares by content', (before, after, words) => {
    expect(changeWords(before, after)).toBe(words);
  });
});
