import { NO_RESCUE, type RescueSlot } from './rescue-slot.ts';
import { openRecord, salvageText, sealRecord, type DesignRecord } from './stored-record.ts';

/** Where values are kept: IndexedDB in the page, a map in tests. Rejects when the browser refuses. */
export interface ValueStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  keys(): Promise<readonly string[]>;
}

/** What was found of a stored design. */
export interface FoundDesign {
  readonly record: DesignRecord | null;
  /** Text of a newer revision that could not be opened. */
  readonly damagedText: string | null;
}

const CURRENT_KEY = 'current';
const SLOTS = [0, 1] as const;

function slotKey(id: string, slot: number): string {
  return `design/${id}/${slot}`;
}

function idOfKey(key: string): string | null {
  const match = /^design\/([^/]+)\/[01]$/.exec(key);
  return match?.[1] ?? null;
}

function newest(records: readonly (DesignRecord | null)[]): DesignRecord | null {
  let best: DesignRecord | null = null;
  for (const record of records) {
    if (record !== null && (best === null || record.revision > best.revision)) best = record;
  }
  return best;
}

/**
 * Designs in two alternating slots each: revision n goes into slot n mod 2, so a write that is cut off in the middle
 * can only damage the new revision, and the previous one still opens.
 */
export class DesignStore {
  readonly #values: ValueStore;
  readonly #rescue: RescueSlot;

  constructor(values: ValueStore, rescue: RescueSlot = NO_RESCUE) {
    this.#values = values;
    this.#rescue = rescue;
  }

  async read(id: string): Promise<FoundDesign> {
    const values = await Promise.all(SLOTS.map((slot) => this.#values.get(slotKey(id, slot))));
    const records = values.map(openRecord);
    const damaged = values.find((value, slot) => value !== undefined && records[slot] === null);
    return { record: newest([...records, openRecord(this.#rescue.read(id))]), damagedText: salvageText(damaged) };
  }

  async write(record: DesignRecord): Promise<void> {
    await this.#values.set(slotKey(record.id, record.revision % SLOTS.length), sealRecord(record));
    this.#rescue.clear(record.id);
  }

  /** Keeps a record at once, for when the page is being left and `write` may come too late. */
  rescue(record: DesignRecord): void {
    this.#rescue.write(sealRecord(record));
  }

  async remove(id: string): Promise<void> {
    await this.#values.delete(SLOTS.map((slot) => slotKey(id, slot)));
    this.#rescue.clear(id);
  }

  /** Every design that opens, the last saved first. */
  async list(): Promise<readonly DesignRecord[]> {
    const ids = new Set<string>();
    for (const key of await this.#values.keys()) {
      const id = idOfKey(key);
      if (id !== null) ids.add(id);
    }
    const found = await Promise.all([...ids].map(async (id) => this.read(id)));
    const records = found.flatMap(({ record }) => (record === null ? [] : [record]));
    return records.toSorted((a, b) => b.savedAtMs - a.savedAtMs);
  }

  /** The design that was open last, or null. */
  async currentId(): Promise<string | null> {
    const id = await this.#values.get(CURRENT_KEY);
    return typeof id === 'string' ? id : null;
  }

  async setCurrentId(id: string): Promise<void> {
    await this.#values.set(CURRENT_KEY, id);
  }
}
