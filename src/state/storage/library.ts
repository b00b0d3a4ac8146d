import { findSpec } from '../../kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { currentDesign, setName } from '../document.ts';
import type { RemovedDesign } from './design-store.ts';
import { randomId } from './random-id.ts';
import { useSaveState } from './save-state.ts';
import { designLocks, designStore, session } from './session.ts';
import type { DesignRecord } from './stored-record.ts';

/** One of the person's own designs in this browser. */
export interface LibraryEntry {
  readonly id: string;
  readonly name: string;
  readonly savedAtMs: number;
  readonly isOpen: boolean;
  /** Null when its text can no longer be read. */
  readonly design: Design | null;
}

/** The person's own designs, the last saved first. Examples nobody changed are not among them. */
export async function listLibrary(): Promise<readonly LibraryEntry[]> {
  const openId = useSaveState.getState().designId;
  const records = await designStore.list();
  return records.flatMap(({ id, name, savedAtMs, edited, text }): LibraryEntry[] => {
    if (!edited) return [];
    const isOpen = id === openId;
    const read = parseDesignText(text, findSpec);
    const design = isOpen ? currentDesign() : read.ok ? read.value : null;
    return [{ id, name: design?.name ?? name, savedAtMs, isOpen, design }];
  });
}

/** Runs a change of a stored design that no tab has open. Null when another tab has it. */
async function withLock<T>(id: string, change: () => Promise<T>): Promise<T | null> {
  const release = await designLocks.tryTake(id, () => undefined);
  if (release === null) return null;
  try {
    return await change();
  } finally {
    release();
  }
}

/** A stored design under another name, as the record of a save. Null when it cannot be read. */
function renamed(record: DesignRecord | null, name: string): DesignRecord | null {
  const read = record === null ? null : parseDesignText(record.text, findSpec);
  if (record === null || read === null || !read.ok) return null;
  const text = writeDesign({ ...read.value, name }, findSpec);
  return { ...record, revision: record.revision + 1, savedAtMs: Date.now(), name, text };
}

/** Gives a design of the library another name. False when it is open in another tab. */
export async function renameStored(id: string, name: string): Promise<boolean> {
  if (id === useSaveState.getState().designId) {
    setName(name);
    return true;
  }
  const done = await withLock(id, async () => {
    const record = renamed((await designStore.read(id)).record, name);
    if (record !== null) await designStore.write(record);
    return true;
  });
  return done ?? false;
}

/** Stores a second design like this one, beside it. */
export async function duplicateStored({ id, name }: LibraryEntry): Promise<void> {
  const { record } = await designStore.read(id);
  const copy = renamed(record, `${name} (copy)`);
  if (copy !== null) await designStore.write({ ...copy, id: randomId(), revision: 1, edited: true });
}

/** Removes a design from this browser; gives what `restoreStored` puts back. Null when it is open, here or in another tab. */
export async function deleteStored(id: string): Promise<RemovedDesign | null> {
  if (id === useSaveState.getState().designId) return null;
  return withLock(id, async () => designStore.remove(id));
}

/** Removes the design that is open, and opens an empty one in its place. Null when it may not be changed in this tab. */
export async function deleteOpen(): Promise<RemovedDesign | null> {
  const { designId, access } = useSaveState.getState();
  if (designId === null || access !== 'here') return null;
  await session.openAsNew(EMPTY_DESIGN, { edited: false });
  return deleteStored(designId);
}

/** Puts back a design that was deleted, with its versions. */
export async function restoreStored(removed: RemovedDesign): Promise<void> {
  await designStore.restore(removed);
}
