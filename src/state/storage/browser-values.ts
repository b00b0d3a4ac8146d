import { createStore, delMany, get, keys, set, type UseStore } from 'idb-keyval';
import type { ValueStore } from './design-store.ts';

/** The browser's IndexedDB. Every call rejects where it is missing, blocked or full. */
export function browserValues(): ValueStore {
  let opened: UseStore | null = null;
  // Opened on first use: in a browser without IndexedDB it throws, and the caller gets a rejected promise.
  const store = () => (opened ??= createStore('roundtrip', 'designs'));
  return {
    get: async (key) => get<unknown>(key, store()),
    set: async (key, value) => set(key, value, store()),
    delete: async (all) => delMany([...all], store()),
    keys: async () => (await keys(store())).map(String),
  };
}
