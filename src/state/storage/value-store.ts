/** What to write: the value of each key, or undefined to remove it. */
export type Writes = ReadonlyMap<string, unknown>;

/** Where values are kept: IndexedDB in the page, a map in tests. Rejects when the browser refuses. */
export interface ValueStore {
  get(key: string): Promise<unknown>;
  keys(): Promise<readonly string[]>;
  /**
   * Reads some values and writes others as one step that nothing can come between, and that happens whole or not at all.
   * @param read keys whose values are handed to `decide`, in this order; undefined where there is none
   * @param decide what to write; what it throws calls the change off and is what the promise rejects with
   */
  change(read: readonly string[], decide: (values: readonly unknown[]) => Writes): Promise<void>;
}
