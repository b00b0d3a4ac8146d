import type { ValueStore, Writes } from '../../src/state/storage/value-store.ts';

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

  async change(read: readonly string[], decide: (values: readonly unknown[]) => Writes): Promise<void> {
    await Promise.resolve();
    if (this.failWith !== null) throw this.failWith;
    for (const [key, value] of decide(read.map((each) => this.values.get(each)))) {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, structuredClone(value));
    }
  }

  async keys(): Promise<readonly string[]> {
    return Promise.resolve([...this.values.keys()]);
  }
}
