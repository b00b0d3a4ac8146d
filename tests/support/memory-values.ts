import type { ValueStore } from '../../src/state/storage/design-store.ts';

/** Values in memory, for tests: what a browser without any fault would do. `failWith` makes every write fail. */
export class MemoryValues implements ValueStore {
  readonly values: Map<string, unknown>;
  failWith: Error | null = null;

  /** @param from starts with what is stored there now */
  constructor(from?: MemoryValues) {
    this.values = new Map(from?.values);
  }

  async get(key: string): Promise<unknown> {
    return Promise.resolve(this.values.get(key));
  }

  async set(key: string, value: unknown): Promise<void> {
    if (this.failWith !== null) throw this.failWith;
    await Promise.resolve();
    this.values.set(key, structuredClone(value));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await Promise.resolve();
    for (const key of keys) this.values.delete(key);
  }

  async keys(): Promise<readonly string[]> {
    return Promise.resolve([...this.values.keys()]);
  }
}
