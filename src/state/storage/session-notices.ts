import type { Problem } from '../../model/result.ts';
import type { SessionNotice } from './save-state.ts';
import type { DesignRecord } from './stored-record.ts';

/** A save in this browser that is torn or was changed by something else. */
export function damageNotice(record: DesignRecord | null, damagedText: string): SessionNotice {
  const title =
    record === null ? 'A stored design is damaged.' : 'The last save is damaged; the one before it was opened.';
  return { title, details: ['You can download the text of the damaged save.'], damagedText };
}

/** A whole record whose design this program does not understand. */
export function unreadableNotice(record: DesignRecord, problems: readonly Problem[]): SessionNotice {
  const isNewer = problems.some(({ code }) => code === 'RT108');
  return {
    title: isNewer ? `"${record.name}" was saved by a newer version.` : `"${record.name}" could not be read.`,
    details: problems.map(({ message }) => message),
    damagedText: record.text,
    ...(isNewer ? { needsReload: true } : {}),
  };
}

export const NEWER_NOTICE: SessionNotice = {
  title: 'Your designs here were saved by a newer version of this page.',
  details: ['They are left as they are. Reload the page to get the newer version and open them.'],
  needsReload: true,
};

export const CONFLICT_NOTICE: SessionNotice = {
  title: 'This design was changed in another tab.',
  details: ['What you changed here is kept as a copy, so nothing is lost. Both are under Your designs.'],
};
