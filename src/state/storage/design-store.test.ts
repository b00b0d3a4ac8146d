import { describe, expect, it } from 'vitest';
import { MemoryValues } from '../../../tests/support/memory-values.ts';
import { DesignStore } from './design-store.ts';
import { SaveConflict } from './save-problem.ts';
import type { DesignRecord, SealedRecord } from './stored-record.ts';

const record = (revision: number, text = `{"revision":${revision}}`, id = 'one'): DesignRecord => ({
  id,
  revision,
  savedAtMs: 1_000 * revision,
  name: `Design ${id}`,
  edited: true,
  text,
});

async function storeWith(...records: readonly DesignRecord[]) {
  const values = new MemoryValues();
  const store = new DesignStore(values);
  for (const each of records) {
    // oxlint-disable-next-line no-await-in-loop
    await store.write(each);
  }
  return { values, store };
}

describe('designs in alternating slots', () => {
  it('reads the newest revision and keeps the one before it', async () => {
    const { values, store } = await storeWith(record(1), record(2), record(3));
    expect((await store.read('one')).record).toEqual(record(3));
    expect([...values.values.keys()].filter((key) => key.startsWith('design/'))).toHaveLength(2);
  });

  it.each([
    ['cut off', (sealed: SealedRecord) => ({ ...sealed, text: sealed.text.slice(0, 5) })],
    ['with one letter changed', (sealed: SealedRecord) => ({ ...sealed, name: 'Other' })],
    ['without a checksum', ({ checksum: _checksum, ...rest }: SealedRecord) => rest],
    ['of an unknown format', (sealed: SealedRecord) => ({ ...sealed, format: 'x' })],
    ['that is no object', () => 'torn'],
  ])('falls back to the revision before when the last one is %s', async (_words, damage) => {
    const { values, store } = await storeWith(record(1), record(2));
    values.values.set('design/one/0', damage(values.values.get('design/one/0') as SealedRecord));
    expect((await store.read('one')).record).toEqual(record(1));
  });

  it('refuses a revision that is not newer than what is stored, and leaves that as it is', async () => {
    const { values, store } = await storeWith(record(1), record(2));
    const before = structuredClone(values.values);
    await expect(store.write(record(2, '{"theirs":1}'))).rejects.toThrow(SaveConflict);
    await expect(store.write(record(1, '{"theirs":1}'))).rejects.toThrow(SaveConflict);
    expect(values.values).toEqual(before);
  });

  it('puts a removed design back as it was', async () => {
    const { values, store } = await storeWith(record(1), record(2));
    const before = structuredClone(values.values);
    const removed = await store.remove('one');
    expect(await store.list()).toEqual([]);
    await store.restore(removed);
    expect(values.values).toEqual(before);
  });

  it('hands out the text of a damaged save for a download', async () => {
    const { values, store } = await storeWith(record(1), record(2, '{"mine":1}'));
    values.values.set('design/one/0', { text: '{"mine":1}' });
    expect((await store.read('one')).damagedText).toBe('{"mine":1}');
  });

  it('lists every design once, the last saved first, and forgets a removed one', async () => {
    const { store } = await storeWith(record(1, 'a', 'one'), record(2, 'b', 'one'), record(5, 'c', 'two'));
    expect((await store.list()).map(({ id, revision }) => [id, revision])).toEqual([
      ['two', 5],
      ['one', 2],
    ]);
    await store.remove('two');
    expect((await store.list()).map(({ id }) => id)).toEqual(['one']);
  });

  it('remembers which design was open', async () => {
    const { store } = await storeWith();
    expect(await store.currentId()).toBeNull();
    await store.setCurrentId('two');
    expect(await store.currentId()).toBe('two');
  });
});
