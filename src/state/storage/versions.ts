import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { parseDesignText } from '../../model/document/parse-design-text.ts';
import { applyEdit, currentDesign } from '../document.ts';
import { mayEdit } from '../edit-guard.ts';
import { changeWords } from './change-words.ts';
import { useSaveState } from './save-state.ts';
import { session, versionStore } from './session.ts';
import type { VersionRecord } from './version-record.ts';

/** A kept version of the open design. */
export interface Version {
  readonly record: VersionRecord;
  readonly design: Design;
  /** What it changed of the version before it; null for the first one kept. */
  readonly changes: string | null;
}

/** Kept versions of the open design, the newest first; none of one that is not stored. */
export async function listVersions(): Promise<readonly Version[]> {
  const { designId } = useSaveState.getState();
  if (designId === null) return [];
  const readable = (await versionStore.list(designId)).flatMap((record) => {
    const read = parseDesignText(record.text, findSpec);
    return read.ok ? [{ record, design: read.value }] : [];
  });
  return readable.map((version, index) => {
    const before = readable[index + 1];
    return { ...version, changes: before === undefined ? null : changeWords(before.design, version.design) };
  });
}

/** Keeps the open design as it is now under a name. False when there are too many with a name. */
export async function keepVersion(label: string): Promise<boolean> {
  const { designId } = useSaveState.getState();
  if (designId === null || !mayEdit()) return true;
  return versionStore.keepNamed(designId, currentDesign(), label);
}

/** Brings a version back as one step that can be undone; what was there is kept as a version, too. */
export async function restoreVersion({ record, design }: Version): Promise<boolean> {
  if (!mayEdit()) return false;
  await versionStore.keepByItself(record.designId, currentDesign(), 'restore');
  applyEdit('bring back a version', () => design);
  return true;
}

/** Opens a version as a design of its own, beside the one it is a version of. */
export async function openVersionCopy({ design }: Version): Promise<void> {
  await session.openAsNew({ ...design, name: `${design.name} (version)` });
}

export async function forgetVersion({ record }: Version): Promise<void> {
  await versionStore.remove(record);
}

export async function putVersionBack({ record }: Version): Promise<void> {
  await versionStore.putBack(record);
}
