import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { currentDesign, setName } from '../document.ts';
import { useSaveState } from './save-state.ts';
import { designStore } from './session.ts';
import { lockDesign } from './tab-lock.ts';

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

/** Runs a change of a stored design that no tab has open. False when another tab has it. */
async function withLock(id: string, change: () => Promise<void>): Promise<boolean> {
  const release = await lockDesign(id);
  if (release === null) return false;
  try {
    await change();
  } finally {
    release();
  }
  return true;
}

/** Gives a design of the library another name. False when it is open in another tab. */
export async function renameStored(id: string, name: string): Promise<boolean> {
  if (id === useSaveState.getState().designId) {
    setName(name);
    return true;
  }
  return withLock(id, async () => {
    const { record } = await designStore.read(id);
    if (record === null) return;
    const read = parseDesignText(record.text, findSpec);
    if (!read.ok) return;
    const design = { ...read.value, name };
    await designStore.write({
      ...record,
      revision: record.revision + 1,
      savedAtMs: Date.now(),
      name,
      text: writeDesign(design, findSpec),
    });
  });
}

/** Removes a design from this browser for good. False when it is open, here or in another tab. */
export async function deleteStored(id: string): Promise<boolean> {
  if (id === useSaveState.getState().designId) return false;
  return withLock(id, async () => designStore.remove(id));
}
