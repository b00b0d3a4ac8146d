import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryValues } from '../../../tests/support/memory-values.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { DesignSession } from './design-session.ts';
import { DesignStore } from './design-store.ts';
import type { RescueSlot } from './rescue-slot.ts';
import { useSaveState } from './save-state.ts';
import type { TabMemory } from './tab-memory.ts';

const named = (name: string): Design => ({ ...EMPTY_DESIGN, name });

/** What one tab remembers over its reloads. */
function newTab(): TabMemory {
  let open: string | null = null;
  return { designId: () => open, remember: (id) => void (open = id) };
}

/** A page: a document, and tabs that share one browser. */
function openTab(values: MemoryValues, held = new Set<string>(), rescue?: RescueSlot, tab = newTab()) {
  let design: Design = EMPTY_DESIGN;
  const listeners: (() => void)[] = [];
  const set = (next: Design) => {
    design = next;
    for (const listener of listeners) listener();
  };
  const session = new DesignSession({
    document: { design: () => design, load: set, subscribe: (listener) => (listeners.push(listener), () => undefined) },
    store: new DesignStore(values, rescue),
    tab,
    lock: async (id) => {
      if (held.has(id)) return Promise.resolve(null);
      held.add(id);
      return Promise.resolve(() => void held.delete(id));
    },
    newId: () => `id-${(ids += 1)}`,
    nowMs: () => (clockMs += 1_000),
  });
  return { session, held, edit: set, design: () => design };
}

let ids = 0;
let clockMs = 0;

describe('the session', () => {
  beforeEach(() => {
    ids = 0;
    clockMs = 0;
    useSaveState.setState({ status: 'starting', savedAtMs: null, problem: null, notice: null, designId: null });
  });

  it('opens the example first, and what was open last on the next visit', async () => {
    const values = new MemoryValues();
    const first = openTab(values);
    await first.session.start(null, named('Example'));
    expect(first.design().name).toBe('Example');
    first.edit(named('Mine'));
    await first.session.flush();
    const second = openTab(values);
    await second.session.start(null, named('Example'));
    expect(second.design().name).toBe('Mine');
  });

  it('opens a link over work as a document of its own and leaves the stored one as it was', async () => {
    const values = new MemoryValues();
    const { session, edit } = openTab(values);
    await session.start(null, named('Example'));
    edit(named('Mine'));
    await session.flush();
    const before = structuredClone(values.values.get('design/id-1/0'));
    await session.openAsNew(named('From a link'));
    expect(values.values.get('design/id-1/0')).toEqual(before);
    const names = (await new DesignStore(values).list()).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['From a link', 'Mine']);
  });

  it('saves the last edit before it opens something else', async () => {
    const values = new MemoryValues();
    const { session, edit } = openTab(values);
    await session.start(null, named('Example'));
    edit(named('Not saved yet'));
    await session.openAsNew(named('Other'));
    expect((await new DesignStore(values).read('id-1')).record?.name).toBe('Not saved yet');
  });

  it('leaves no trace of an example nobody changed', async () => {
    const values = new MemoryValues();
    const { session } = openTab(values);
    await session.start(null, named('Example'));
    await session.openAsNew(named('Other example'), { edited: false });
    expect((await new DesignStore(values).list()).map(({ name }) => name)).toEqual(['Other example']);
  });

  it('works on a copy in a second tab, and says so', async () => {
    const values = new MemoryValues();
    const first = openTab(values);
    await first.session.start(null, named('Example'));
    first.edit(named('Mine'));
    await first.session.flush();
    const second = openTab(values, first.held);
    await second.session.start(null, named('Example'));
    expect(second.design().name).toBe('Mine (copy)');
    expect(useSaveState.getState().notice?.title).toContain('another tab');
    second.edit(named('Changed in the copy'));
    await second.session.flush();
    expect((await new DesignStore(values).read('id-1')).record?.name).toBe('Mine');
  });

  it('opens after a reload what this tab had open, whatever another tab has opened since', async () => {
    const values = new MemoryValues();
    const tab = newTab();
    const first = openTab(values, new Set(), undefined, tab);
    await first.session.start(null, named('Example'));
    first.edit(named('Mine'));
    await first.session.flush();
    const other = openTab(values);
    await other.session.openAsNew(named('Theirs'));
    const reloaded = openTab(values, new Set(), undefined, tab);
    await reloaded.session.start(null, named('Example'));
    expect(reloaded.design().name).toBe('Mine');
  });

  it('says why when the browser is full, keeps the design, and saves it once there is room', async () => {
    const values = new MemoryValues();
    const { session, edit, design } = openTab(values);
    await session.start(null, named('Example'));
    values.failWith = new DOMException('full', 'QuotaExceededError');
    edit(named('Mine'));
    await session.flush();
    expect(useSaveState.getState()).toMatchObject({ status: 'failed' });
    expect(useSaveState.getState().problem).toBeTruthy();
    expect(design().name).toBe('Mine');
    values.failWith = null;
    await session.retry();
    expect(useSaveState.getState()).toMatchObject({ status: 'saved', problem: null });
    expect((await new DesignStore(values).read('id-1')).record?.name).toBe('Mine');
  });

  it('has the last edit after a page that was left before it could write', async () => {
    const values = new MemoryValues();
    const kept = new Map<string, unknown>();
    const rescue: RescueSlot = {
      read: (id) => kept.get(id),
      write: (record) => void kept.set(record.id, record),
      clear: (id) => void kept.delete(id),
    };
    const first = openTab(values, new Set(), rescue);
    await first.session.start(null, named('Example'));
    first.edit(named('Edited and left'));
    // The page is gone before IndexedDB has written anything.
    values.failWith = new Error('gone');
    void first.session.leavePage();
    values.failWith = null;
    const second = openTab(new MemoryValues(values), new Set(), rescue);
    await second.session.start(null, named('Example'));
    expect(second.design().name).toBe('Edited and left');
    second.edit(named('And on'));
    await second.session.flush();
    expect(kept.size).toBe(0);
  });

  it('opens the save before the last when that one is damaged, and offers its text', async () => {
    const values = new MemoryValues();
    const first = openTab(values);
    await first.session.start(null, named('One'));
    first.edit(named('Two'));
    await first.session.flush();
    values.values.set('design/id-1/0', { text: '{"half":' });
    const second = openTab(values);
    await second.session.start(null, named('Example'));
    expect(second.design().name).toBe('One');
    expect(useSaveState.getState().notice?.damagedText).toBe('{"half":');
  });
});
