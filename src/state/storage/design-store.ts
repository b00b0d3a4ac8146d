import { NO_RESCUE, type RescueSlot } from './rescue-slot.ts';
import { SaveConflict } from './save-problem.ts';
import { FORMAT_KEY, formatWrites, isNewerStore } from './store-format.ts';
import { isNewerRecord, openRecord, salvageText, sealRecord, type DesignRecord } from './stored-record.ts';
import type { ValueStore } from './value-store.ts';

/** What was found of a stored design. */
export interface FoundDesign {
  readonly record: DesignRecord | null;
  /** Text of a newer revision that could not be opened. */
  readonly damagedText: string | null;
  /** Written by a newer version of this page: to be left alone. */
  readonly isNewer: boolean;
}

/** Everything stored of a design that was removed, to be put back. */
export type RemovedDesign = ReadonlyMap<string, unknown>;

const CURRENT_KEY = 'current';
const SLOTS = [0, 1] as const;

function slotKey(id: string, slot: number): string {
  return `design/${id}/${slot}`;
}

function idOfKey(key: string): string | null {
  const match = /^design\/([^/]+)\/[01]$/.exec(key);
  return match?.[1] ?? null;
}

/** Keys of everything that belongs to a design: its slots and its versions. */
function isOfDesign(key: string, id: string): boolean {
  return key.startsWith(`design/${id}/`) || key.startsWith(`version/${id}/`);
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
    const [format, ...values] = await Promise.all([
      this.#values.get(FORMAT_KEY),
      ...SLOTS.map(async (slot) => this.#values.get(slotKey(id, slot))),
    ]);
    const records = values.map(openRecord);
    const isNewer = values.some(isNewerRecord);
    const damaged = values.find((value, slot) => value !== undefined && records[slot] === null);
    const record = newest([...records, openRecord(this.#rescue.read(id))]);
    if (isNewer || (isNewerStore(format) && record === null)) return { record: null, damagedText: null, isNewer: true };
    return { record, damagedText: salvageText(damaged), isNewer: false };
  }

  /**
   * Writes the next revision of a design.
   * @throws SaveConflict when the newest revision there is not the one before it
   * @throws NewerData when a newer version of this page has written to the store
   */
  async write(record: DesignRecord): Promise<void> {
    const slots = SLOTS.map((slot) => slotKey(record.id, slot));
    const own = slotKey(record.id, record.revision % SLOTS.length);
    await this.#values.change([FORMAT_KEY, ...slots], ([format, ...values]) => {
      const writes = formatWrites(format);
      const last = newest(values.map(openRecord));

      if (last !== null && last.revision >= record.revision) throw new SaveConflict();
      return new Map([...writes, [own, sealRecord(record)]]);
    });
    this.#rescue.clear(record.id);
  }

  /** Keeps a record at once, for when the page is being left and `write` may come too late. */
  rescue(record: DesignRecord): void {
    this.#rescue.write(sealRecord(record));
  }

  /**
   * Removes a design with its versions; gives what was removed.
   * @param revision removes nothing when another revision is the newest by now: somebody else has made something of it
   */
  async remove(id: string, revision?: number): Promise<RemovedDesign> {
    const own = (await this.#values.keys()).filter((key) => isOfDesign(key, id));
    const removed = new Map<string, unknown>();
    await this.#values.change([FORMAT_KEY, ...own], ([format, ...values]) => {
      const writes = formatWrites(format);
      const last = newest(values.map(openRecord))?.revision;
      if (revision !== undefined && last !== undefined && last > revision) return new Map();
      own.forEach((key, index) => removed.set(key, values[index]));
      return new Map<string, unknown>([...writes, ...own.map((key) => [key, undefined] as const)]);
    });
    this.#rescue.clear(id);
    return removed;
  }

  /** Puts back what `remove` took away. */
  async restore(removed: RemovedDesign): Promise<void> {
    await this.#values.change([FORMAT_KEY], ([format]) => new Map([...formatWrites(format), ...removed]));
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
    await this.#values.change([FORMAT_KEY], ([format]) => new Map([...formatWrites(format), [CURRENT_KEY, id]]));
  }
}
