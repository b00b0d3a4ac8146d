import { createStore, get, keys, type UseStore } from 'idb-keyval';
import type { ValueStore, Writes } from './value-store.ts';

/** A browser whose storage hangs (another page blocks the database, a disk that is gone) counts as one that refuses. */
const DEADLINE_MS = 5_000;

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('No answer from the storage', 'TimeoutError')), DEADLINE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function write(objects: IDBObjectStore, writes: Writes): void {
  for (const [key, value] of writes) {
    if (value === undefined) objects.delete(key);
    else objects.put(value, key);
  }
}

/** One transaction: reads, then lets `decide` say what to write. */
async function changeIn(
  objects: IDBObjectStore,
  read: readonly string[],
  decide: (values: readonly unknown[]) => Writes,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { transaction } = objects;
    let refusal: unknown = null;
    const finish = (values: readonly unknown[]): void => {
      try {
        write(objects, decide(values));
      } catch (error) {
        refusal = error;
        transaction.abort();
      }
    };
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject((refusal ?? transaction.error) as Error));
    const requests = read.map((key) => objects.get(key));
    // Requests of one transaction are answered in order, so the last answer is the last one missing.
    const last = requests.at(-1);
    if (last === undefined) finish([]);
    else last.addEventListener('success', () => finish(requests.map(({ result }): unknown => result)));
  });
}

/** The browser's IndexedDB. Every call rejects where it is missing, blocked, hanging or full. */
export function browserValues(): ValueStore {
  let opened: UseStore | null = null;
  // Opened on first use: in a browser without IndexedDB it throws, and the caller gets a rejected promise.
  const store = () => (opened ??= createStore('roundtrip', 'designs'));
  return {
    get: async (key) => inTime(get<unknown>(key, store())),
    keys: async () => (await inTime(keys(store()))).map(String),
    change: async (read, decide) => inTime(store()('readwrite', async (objects) => changeIn(objects, read, decide))),
  };
}
