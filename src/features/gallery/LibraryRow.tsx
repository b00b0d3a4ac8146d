import { useState } from 'react';
import { LIMITS } from '../../model/limits.ts';
import type { LibraryEntry } from '../../state/storage/library.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DesignPicture } from './DesignPicture.tsx';

interface LibraryRowProps {
  readonly entry: LibraryEntry;
  readonly onOpen: () => void;
  readonly onRename: (name: string) => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
}

function savedWords({ savedAtMs, isOpen, design }: LibraryEntry): string {
  const saved = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(savedAtMs);
  if (design === null) return `Saved ${saved}, cannot be read by this version`;
  const count = design.nodes.length;
  return `${isOpen ? 'Open now, saved' : 'Saved'} ${saved}, ${count} ${count === 1 ? 'component' : 'components'}`;
}

function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string) => void }) {
  const [text, setText] = useState(name);
  return (
    <TextField
      value={text}
      onChange={setText}
      onDone={() => onDone(text.trim() === '' ? name : text.trim())}
      maxLength={LIMITS.labelChars}
      aria-label={`New name of ${name}`}
      // The person has just asked to type here.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
    />
  );
}

/** What can be done with one design. */
export function LibraryRow({ entry, onOpen, onRename, onDuplicate, onDelete }: LibraryRowProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  const rename = (name: string) => {
    setIsRenaming(false);
    if (name !== entry.name) onRename(name);
  };
  return (
    <li className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
      <span className="flex h-14 w-24 shrink-0 items-center justify-center rounded-md border border-line bg-canvas p-1 max-sm:hidden">
        {entry.design === null ? null : <DesignPicture design={entry.design} className="size-full" />}
      </span>
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <RenameField name={entry.name} onDone={rename} />
        ) : (
          <p className="truncate font-medium">{entry.name}</p>
        )}
        <p className="text-sm text-text-3">{savedWords(entry)}</p>
      </div>
      <IconButton icon="pencil" label={`Rename ${entry.name}`} onClick={() => setIsRenaming(true)} />
      <IconButton
        icon="copy"
        label={`Duplicate ${entry.name}`}
        onClick={onDuplicate}
        disabled={entry.design === null}
      />
      <IconButton icon="trash" label={`Delete ${entry.name}`} onClick={onDelete} />
      <Button onClick={onOpen} disabled={entry.isOpen || entry.design === null} aria-label={`Open ${entry.name}`}>
        Open
      </Button>
    </li>
  );
}
