import { useEffect, useState } from 'react';
import {
  deleteOpen,
  deleteStored,
  duplicateStored,
  listLibrary,
  renameStored,
  restoreStored,
  type LibraryEntry,
} from '../../state/storage/library.ts';
import { session } from '../../state/storage/session.ts';
import { wordSaveProblem } from '../../state/storage/save-problem.ts';
import { showToast } from '../../state/toasts.ts';
import { LibraryRow } from './LibraryRow.tsx';

const IN_ANOTHER_TAB = 'This design is open in another tab. Close it there first.';

/** The person's own designs: open, rename, duplicate, delete. */
export function Library({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const [entries, setEntries] = useState<readonly LibraryEntry[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const show = async () => {
    try {
      setEntries(await listLibrary());
    } catch (error) {
      setProblem(wordSaveProblem(error));
    }
  };
  const change = async (changing: Promise<boolean>) => {
    try {
      if (!(await changing)) showToast(IN_ANOTHER_TAB, { tone: 'warn' });
      await show();
    } catch (error) {
      showToast(wordSaveProblem(error), { tone: 'fail' });
    }
  };
  const remove = async ({ id, name, isOpen }: LibraryEntry): Promise<boolean> => {
    const removed = isOpen ? await deleteOpen() : await deleteStored(id);
    if (removed === null) return false;
    const restore = async (): Promise<boolean> => {
      await restoreStored(removed);
      if (isOpen) await session.openStored(id);
      return true;
    };
    const putBack = () => void change(restore());
    showToast(`"${name}" deleted.`, { action: { label: 'Undo', run: putBack } });
    return true;
  };
  useEffect(() => void show(), []);

  if (problem !== null) return <p className="py-10 text-center text-text-2">{problem}</p>;
  if (entries === null) return <p className="py-10 text-center text-text-2">Reading what this browser keeps</p>;
  if (entries.length === 0)
    return (
      <p className="py-10 text-center text-text-2">
        Nothing here yet. Whatever you draw or change is kept in this browser and listed here.
      </p>
    );
  return (
    <ul className="flex flex-col">
      {entries.map((entry) => (
        <LibraryRow
          key={entry.id}
          entry={entry}
          onOpen={() => onOpen(entry.id)}
          onRename={(name) => void change(renameStored(entry.id, name))}
          onDuplicate={() => void change(duplicateStored(entry).then(() => true))}
          onDelete={() => void change(remove(entry))}
        />
      ))}
    </ul>
  );
}
