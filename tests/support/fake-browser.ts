import { createStore } from 'zustand/vanilla';
import { EMPTY_DESIGN, type Design } from '../../src/model/design.ts';
import { DesignSession } from '../../src/state/storage/design-session.ts';
import { DesignStore } from '../../src/state/storage/design-store.ts';
import { INITIAL_SAVE_STATE, type SaveState } from '../../src/state/storage/save-state.ts';
import type { SealedRecord } from '../../src/state/storage/stored-record.ts';
import type { TabChannel, TabMessage } from '../../src/state/storage/tab-channel.ts';
import type { DesignLocks, Release } from '../../src/state/storage/tab-lock.ts';
import type { TabMemory } from '../../src/state/storage/tab-memory.ts';
import type { ValueStore } from '../../src/state/storage/value-store.ts';
import { VersionStore } from '../../src/state/storage/version-store.ts';
import { MemoryValues } from './memory-values.ts';

interface Holder {
  readonly tab: object;
  readonly onLost: () => void;
}

/** What a page without a secure context has: nobody keeps anybody out. */
const FREE_FOR_ALL: DesignLocks = {
  tryTake: async () => Promise.resolve(() => undefined),
  steal: async () => Promise.resolve(() => undefined),
  wait: () => () => undefined,
};

/** Locks as the browser has them, for the tabs of one process. */
class FakeLocks {
  readonly #exist: boolean;
  readonly #holders = new Map<string, Holder>();
  readonly #queues = new Map<string, { readonly holder: Holder; readonly granted: (release: Release) => void }[]>();

  constructor(exist: boolean) {
    this.#exist = exist;
  }

  of(tab: object): DesignLocks {
    if (!this.#exist) return FREE_FOR_ALL;
    return {
      tryTake: async (id, onLost) => Promise.resolve(this.#holders.has(id) ? null : this.#grant(id, { tab, onLost })),
      steal: async (id, onLost) => {
        this.#holders.get(id)?.onLost();
        return Promise.resolve(this.#grant(id, { tab, onLost }));
      },
      wait: (id, granted, onLost) => {
        const waiting = { holder: { tab, onLost }, granted };
        const queue = this.#queues.get(id) ?? [];
        this.#queues.set(id, [...queue, waiting]);
        if (!this.#holders.has(id)) this.#next(id);
        return () =>
          this.#queues.set(
            id,
            (this.#queues.get(id) ?? []).filter((each) => each !== waiting),
          );
      },
    };
  }

  /** The tab is gone: what it held or waited for goes on without it. */
  drop(tab: object): void {
    for (const [id, queue] of this.#queues)
      this.#queues.set(
        id,
        queue.filter(({ holder }) => holder.tab !== tab),
      );
    for (const [id, holder] of this.#holders) if (holder.tab === tab) this.#free(id, holder);
  }

  #grant(id: string, holder: Holder): Release {
    this.#holders.set(id, holder);
    return () => this.#free(id, holder);
  }

  #free(id: string, holder: Holder): void {
    if (this.#holders.get(id) !== holder) return;
    this.#holders.delete(id);
    this.#next(id);
  }

  #next(id: string): void {
    const [first, ...rest] = this.#queues.get(id) ?? [];
    if (first === undefined) return;
    this.#queues.set(id, rest);
    first.granted(this.#grant(id, first.holder));
  }
}

/** What every tab of one browser shares. */
export class FakeBrowser {
  readonly values: MemoryValues;
  readonly rescued = new Map<string, SealedRecord>();
  readonly locks: FakeLocks;
  readonly listeners = new Map<object, (message: TabMessage) => void>();
  #ids = 0;
  #clockMs = 0;

  constructor(values = new MemoryValues(), { hasLocks = true } = {}) {
    this.values = values;
    this.locks = new FakeLocks(hasLocks);
  }

  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  nowMs(): number {
    this.#clockMs += 1_000;
    return this.#clockMs;
  }

  get store(): DesignStore {
    return new DesignStore(this.values, {
      read: (id) => this.rescued.get(id),
      write: (record) => void this.rescued.set(record.id, record),
      clear: (id) => void this.rescued.delete(id),
    });
  }
}

/** What a tab remembers over its reloads. */
export function newTabMemory(): TabMemory {
  let open: string | null = null;
  return { designId: () => open, remember: (id) => void (open = id) };
}

/** One tab with its session and a document of its own. */
export class FakeTab {
  readonly session: DesignSession;
  readonly state = createStore<SaveState>(() => INITIAL_SAVE_STATE);
  readonly #browser: FakeBrowser;
  readonly #listeners: (() => void)[] = [];
  #design: Design = EMPTY_DESIGN;
  #refusal: string | null = null;
  #alive = true;
  /** A tab that hangs hears nothing. */
  hangs = false;

  constructor(browser: FakeBrowser, memory = newTabMemory()) {
    this.#browser = browser;
    const values = this.#ownValues();
    this.session = new DesignSession({
      document: {
        design: () => this.#design,
        load: (design) => this.#show(design),
        follow: (design) => this.#show(design),
        refuseEdits: (reason) => (this.#refusal = reason),
        subscribe: (listener) => (this.#listeners.push(listener), () => undefined),
      },
      state: this.state,
      store: new DesignStore(values, {
        read: (id) => browser.rescued.get(id),
        write: (record) => void browser.rescued.set(record.id, record),
        clear: (id) => void browser.rescued.delete(id),
      }),
      versions: new VersionStore(values, () => browser.nowMs()),
      tab: memory,
      locks: browser.locks.of(this),
      channel: this.#channel(),
      newId: () => browser.newId(),
      nowMs: () => browser.nowMs(),
      answerMs: 20,
    });
  }

  get design(): Design {
    return this.#design;
  }

  get mayEdit(): boolean {
    return this.#alive && this.#refusal === null;
  }

  /** Edits as the document's store does; false when it refuses. */
  edit(design: Design): boolean {
    if (!this.mayEdit) return false;
    this.#show(design);
    return true;
  }

  /** The process is gone at once: nothing it had begun is carried out any more. */
  kill(): void {
    this.#alive = false;
    this.#browser.listeners.delete(this);
    this.#browser.locks.drop(this);
  }

  /** The tab is closed as people do: the page is told, and then it is gone. */
  close(): void {
    void this.session.leavePage();
    this.kill();
  }

  #show(design: Design): void {
    this.#design = design;
    for (const listener of this.#listeners) listener();
  }

  #ownValues(): ValueStore {
    const { values } = this.#browser;
    const never = new Promise<never>(() => undefined);
    return {
      get: async (key) => (this.#alive ? values.get(key) : never),
      keys: async () => (this.#alive ? values.keys() : never),
      change: async (read, decide) => {
        await Promise.resolve();
        return this.#alive ? values.change(read, decide) : never;
      },
    };
  }

  #channel(): TabChannel {
    return {
      post: (message) => {
        if (!this.#alive) return;
        for (const [tab, listener] of this.#browser.listeners) {
          if (tab !== this) queueMicrotask(() => this.#browser.listeners.has(tab) && listener(message));
        }
      },
      listen: (listener) =>
        void this.#browser.listeners.set(this, (message) => (this.hangs ? undefined : listener(message))),
    };
  }
}
