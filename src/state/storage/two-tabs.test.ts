// Moves of a story follow one another; that is what is tested here.
/* oxlint-disable no-await-in-loop */
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FakeBrowser, FakeTab, newTabMemory } from '../../../tests/support/fake-browser.ts';
import { MemoryValues } from '../../../tests/support/memory-values.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';

const named = (name: string): Design => ({ ...EMPTY_DESIGN, name });

async function startTab(browser: FakeBrowser, memory = newTabMemory()): Promise<FakeTab> {
  const tab = new FakeTab(browser, memory);
  await tab.session.start(null, named('Example'));
  return tab;
}

/** Two tabs on one design: the first edits it, the second looks on. */
async function twoTabs() {
  const browser = new FakeBrowser();
  const first = await startTab(browser);
  first.edit(named('Mine'));
  await first.session.flush();
  const second = await startTab(browser);
  return { browser, first, second };
}

const accessOf = (tab: FakeTab): string => tab.state.getState().access;

describe('two tabs on one design', () => {
  it('lets the second look on, and shows it each save', async () => {
    const { first, second } = await twoTabs();
    expect(accessOf(second)).toBe('other-tab');
    expect(second.edit(named('Overwritten'))).toBe(false);
    first.edit(named('Mine, further'));
    await first.session.flush();
    await vi.waitFor(() => expect(second.design.name).toBe('Mine, further'));
  });

  it('takes over with the last edit of the first, which then looks on', async () => {
    const { first, second } = await twoTabs();
    first.edit(named('Not saved yet'));
    await second.session.takeOver();
    expect(second.design.name).toBe('Not saved yet');
    expect(accessOf(first)).toBe('taken-over');
    expect(first.edit(named('Too late'))).toBe(false);
    expect(second.edit(named('Mine now'))).toBe(true);
    await second.session.flush();
    await vi.waitFor(() => expect(first.design.name).toBe('Mine now'));
    await first.session.takeOver();
    expect(accessOf(second)).toBe('taken-over');
    expect(first.edit(named('And back'))).toBe(true);
  });

  it('takes over what the first could not save', async () => {
    const { browser, first, second } = await twoTabs();
    browser.values.failWith = new DOMException('full', 'QuotaExceededError');
    first.edit(named('Only in memory'));
    await first.session.flush();
    await second.session.takeOver();
    expect(second.design.name).toBe('Only in memory');
    expect(second.state.getState().status).toBe('failed');
  });

  it('takes over from a tab that hangs, whose own edits become a copy', async () => {
    const { browser, first, second } = await twoTabs();
    first.hangs = true;
    browser.values.failWith = new Error('busy');
    first.edit(named('Unsaved in the hanging tab'));
    await first.session.flush();
    browser.values.failWith = null;
    await second.session.takeOver();
    expect(second.edit(named('Mine now'))).toBe(true);
    await second.session.flush();
    await vi.waitFor(async () => {
      const names = (await browser.store.list()).map(({ name }) => name).toSorted();
      expect(names).toEqual(['Mine now', 'Unsaved in the hanging tab (copy)']);
    });
    expect(first.state.getState().notice?.details.join(' ')).toContain('nothing is lost');
  });

  it('lets the second edit as soon as the first is gone', async () => {
    const { first, second } = await twoTabs();
    first.edit(named('Last words'));
    first.close();
    await vi.waitFor(() => expect(accessOf(second)).toBe('here'));
    expect(second.design.name).toBe('Last words');
    expect(second.edit(named('Going on'))).toBe(true);
  });

  it('makes a copy that has its own life', async () => {
    const { browser, first, second } = await twoTabs();
    await second.session.makeCopy();
    expect(second.edit(named('The copy'))).toBe(true);
    first.edit(named('The original'));
    await Promise.all([first.session.flush(), second.session.flush()]);
    const names = (await browser.store.list()).map(({ name }) => name).toSorted();
    expect(names).toEqual(['The copy', 'The original']);
  });

  it('opens an example nobody changed once more instead of sharing it', async () => {
    const browser = new FakeBrowser();
    await startTab(browser);
    const second = await startTab(browser);
    expect(second.edit(named('Mine'))).toBe(true);
  });
});

type Move = 'edit' | 'save' | 'take-over' | 'copy' | 'close' | 'kill' | 'hang' | 'wake' | 'wait';

const moves = fc.array(
  fc.record({
    tab: fc.nat(2),
    move: fc.constantFrom<Move>(
      'edit',
      'edit',
      'edit',
      'save',
      'take-over',
      'copy',
      'close',
      'kill',
      'hang',
      'wake',
      'wait',
    ),
  }),
  { minLength: 5, maxLength: 25 },
);

/** Three tabs of one browser, and every edit that has to be found again. */
class Model {
  readonly browser: FakeBrowser;
  readonly tabs: FakeTab[] = [];
  /** Edits that were accepted, by the tab that made them, since its last save. */
  readonly #unsaved = new Map<FakeTab, string[]>();
  readonly #kept = new Set<string>();
  readonly #hasLocks: boolean;
  #edits = 0;

  constructor(hasLocks: boolean) {
    this.#hasLocks = hasLocks;
    this.browser = new FakeBrowser(new MemoryValues(), { hasLocks });
  }

  async start(): Promise<void> {
    for (let count = 0; count < 3; count += 1) this.tabs.push(await startTab(this.browser));
  }

  async make(index: number, move: Move): Promise<void> {
    const tab = this.tabs[index];
    if (tab === undefined) return;
    if (move === 'edit') this.#edit(tab);
    else if (move === 'save') await this.#save(tab);
    else if (move === 'take-over') void tab.session.takeOver();
    else if (move === 'copy') void tab.session.makeCopy();
    else if (move === 'hang' || move === 'wake') tab.hangs = move === 'hang';
    else if (move === 'wait') await new Promise((resolve) => setTimeout(resolve, 1));
    else await this.#replace(index, tab, move);
  }

  /** Every edit has to be in some stored design; those of a killed tab only if they had been saved. */
  async lost(): Promise<readonly string[]> {
    for (const tab of this.tabs) await this.#save(tab);
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const tab of this.tabs) await tab.session.flush();
    const texts = (await this.browser.store.list()).map(({ text }) => text).join(' ');
    return [...this.#kept].filter((edit) => !texts.includes(edit));
  }

  #edit(tab: FakeTab): void {
    const word = `edit-${(this.#edits += 1)}.`;
    const description = `${tab.design.description}${word}`;
    if (tab.edit({ ...tab.design, name: 'Work', description }))
      this.#unsaved.set(tab, [...(this.#unsaved.get(tab) ?? []), word]);
  }

  async #save(tab: FakeTab): Promise<void> {
    await tab.session.flush();
    this.#settle(tab);
  }

  #settle(tab: FakeTab): void {
    for (const word of this.#unsaved.get(tab) ?? []) this.#kept.add(word);
    this.#unsaved.delete(tab);
  }

  async #replace(index: number, tab: FakeTab, move: 'close' | 'kill'): Promise<void> {
    if (move === 'close') {
      // Without locks two tabs may edit at once, and the last half second of one that is closed has no place of its own.
      if (!this.#hasLocks) await tab.session.flush();
      tab.close();
      this.#settle(tab);
    } else {
      tab.kill();
      this.#unsaved.delete(tab);
    }
    this.tabs[index] = await startTab(this.browser);
  }
}

describe('any order of edits, take-overs, copies, closed, killed and hanging tabs', () => {
  it.each([
    ['with Web Locks', true],
    ['in a browser without them', false],
  ])(
    'loses nothing that was saved or made in a tab that was closed, %s',
    async (_words, hasLocks) => {
      await fc.assert(
        fc.asyncProperty(moves, async (sequence) => {
          const model = new Model(hasLocks);
          await model.start();
          for (const { tab, move } of sequence) await model.make(tab, move);
          expect(await model.lost()).toEqual([]);
        }),
        { numRuns: 40 },
      );
    },
    30_000,
  );
});
