import { describe, expect, it } from 'vitest';
import { FakeBrowser, FakeTab, newTabMemory } from '../../../tests/support/fake-browser.ts';
import { MemoryValues } from '../../../tests/support/memory-values.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { FORMAT_KEY } from './store-format.ts';

const named = (name: string): Design => ({ ...EMPTY_DESIGN, name });

/** A tab that has started, and perhaps edited and saved. */
async function startTab(browser: FakeBrowser, edit?: string, memory = newTabMemory()): Promise<FakeTab> {
  const tab = new FakeTab(browser, memory);
  await tab.session.start(null, named('Example'));
  if (edit !== undefined) tab.edit(named(edit));
  await tab.session.flush();
  return tab;
}

async function storedNames(browser: FakeBrowser): Promise<readonly string[]> {
  return (await browser.store.list()).map(({ name }) => name).toSorted();
}

const idOf = (tab: FakeTab): string => tab.state.getState().designId ?? '';

describe('the session', () => {
  it('opens the example first, and what was open last on the next visit', async () => {
    const browser = new FakeBrowser();
    const first = await startTab(browser, 'Mine');
    first.close();
    expect((await startTab(browser)).design.name).toBe('Mine');
  });

  it('opens a link over work as a document of its own and leaves the stored one as it was', async () => {
    const browser = new FakeBrowser();
    const tab = await startTab(browser, 'Mine');
    const before = structuredClone((await browser.store.read(idOf(tab))).record);
    await tab.session.openAsNew(named('From a link'));
    expect(await storedNames(browser)).toEqual(['From a link', 'Mine']);
    expect((await browser.store.read(before?.id ?? '')).record).toEqual(before);
  });

  it('saves the last edit before it opens something else', async () => {
    const browser = new FakeBrowser();
    const tab = await startTab(browser);
    tab.edit(named('Not saved yet'));
    await tab.session.openAsNew(named('Other'));
    expect(await storedNames(browser)).toEqual(['Not saved yet', 'Other']);
  });

  it('leaves no trace of an example nobody changed', async () => {
    const browser = new FakeBrowser();
    const tab = await startTab(browser);
    await tab.session.openAsNew(named('Other example'), { edited: false });
    expect(await storedNames(browser)).toEqual(['Other example']);
  });

  it('opens after a reload what this tab had open, whatever another tab has opened since', async () => {
    const browser = new FakeBrowser();
    const memory = newTabMemory();
    const first = await startTab(browser, 'Mine', memory);
    const other = await startTab(browser);
    await other.session.openAsNew(named('Theirs'));
    first.close();
    expect((await startTab(browser, undefined, memory)).design.name).toBe('Mine');
  });

  it('says why when the browser is full, keeps the design, and saves it once there is room', async () => {
    const browser = new FakeBrowser();
    const tab = await startTab(browser);
    browser.values.failWith = new DOMException('full', 'QuotaExceededError');
    tab.edit(named('Mine'));
    await tab.session.flush();
    expect(tab.state.getState()).toMatchObject({ status: 'failed' });
    expect(tab.state.getState().problem).toBeTruthy();
    expect(tab.design.name).toBe('Mine');
    browser.values.failWith = null;
    await tab.session.retry();
    expect(tab.state.getState()).toMatchObject({ status: 'saved', problem: null });
    expect(await storedNames(browser)).toEqual(['Mine']);
  });

  it('has the last edit after a page that was left before it could write', async () => {
    const browser = new FakeBrowser();
    const first = await startTab(browser);
    first.edit(named('Edited and left'));
    first.close();
    const second = await startTab(browser);
    expect(second.design.name).toBe('Edited and left');
    second.edit(named('And on'));
    await second.session.flush();
    expect(browser.rescued.size).toBe(0);
  });

  it('opens the save before the last when that one is damaged, and offers its text', async () => {
    const browser = new FakeBrowser();
    const first = await startTab(browser, 'Two');
    first.kill();
    browser.values.values.set(`design/${idOf(first)}/0`, { text: '{"half":' });
    const second = await startTab(browser);
    expect(second.design.name).toBe('Example');
    expect(second.state.getState().notice?.damagedText).toBe('{"half":');
  });

  it('shows a view-only link without storing anything, and refuses edits until a copy is made', async () => {
    const browser = new FakeBrowser(new MemoryValues());
    const tab = new FakeTab(browser);
    await tab.session.view(named('Theirs'));
    expect(tab.edit(named('Changed'))).toBe(false);
    await tab.session.flush();
    expect(browser.values.values.size).toBe(0);
    await tab.session.makeCopy();
    expect(tab.edit(named('Changed'))).toBe(true);
  });
});

describe('data of a newer version', () => {
  it('is not opened and not overwritten, also not by a tab that was open before', async () => {
    const browser = new FakeBrowser();
    const tab = await startTab(browser, 'Mine');
    browser.values.values.set(FORMAT_KEY, { records: 1, designs: 2 });
    const before = structuredClone(browser.values.values);
    tab.edit(named('After the newer one'));
    await tab.session.flush();
    expect(browser.values.values).toEqual(before);
    expect(tab.state.getState()).toMatchObject({ status: 'failed', access: 'newer' });
    expect(tab.design.name).toBe('After the newer one');
    expect(tab.edit(named('More'))).toBe(false);
  });

  it('says so when a single record is newer, and leaves it alone', async () => {
    const browser = new FakeBrowser();
    const first = await startTab(browser, 'Mine');
    first.kill();
    const key = `design/${idOf(first)}/1`;
    browser.values.values.set(key, { ...(browser.values.values.get(key) as object), format: 2 });
    const before = structuredClone(browser.values.values.get(key));
    const second = await startTab(browser);
    expect(second.design.name).toBe('Example');
    expect(second.state.getState().notice?.needsReload).toBe(true);
    expect(browser.values.values.get(key)).toEqual(before);
  });
});
