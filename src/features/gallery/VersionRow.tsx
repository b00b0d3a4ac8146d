import type { VersionReason } from '../../state/storage/version-record.ts';
import type { Version } from '../../state/storage/versions.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { DesignPicture } from './DesignPicture.tsx';

interface VersionRowProps {
  readonly version: Version;
  readonly onRestore: () => void;
  readonly onOpenCopy: () => void;
  readonly onDelete: () => void;
}

const REASONS: Readonly<Record<VersionReason, string>> = {
  opened: 'When the design was opened',
  time: 'While the design was changed',
  restore: 'Before a version was brought back',
  named: '',
};

function timeOf(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(atMs);
}

/** One kept version with its picture, and what it changed. */
export function VersionRow({ version, onRestore, onOpenCopy, onDelete }: VersionRowProps) {
  const { record, design, changes } = version;
  const title = record.label === '' ? REASONS[record.reason] : record.label;
  const time = timeOf(record.atMs);
  const count = design.nodes.length;
  return (
    <li className="flex items-center gap-3 border-t border-line py-2 first:border-t-0 max-sm:flex-wrap">
      <span className="flex h-14 w-24 shrink-0 items-center justify-center rounded-md border border-line bg-canvas p-1">
        <DesignPicture design={design} className="size-full" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{title}</bdi>
        </p>
        <p className="text-sm text-text-3">
          {time}, {count} {count === 1 ? 'component' : 'components'}
        </p>
        {changes === null ? null : <p className="text-sm text-text-2">{changes}</p>}
      </div>
      <div className="flex items-center gap-2">
        {record.reason === 'named' ? (
          <IconButton icon="trash" label={`Delete version ${title}`} onClick={onDelete} />
        ) : null}
        <Button onClick={onOpenCopy} aria-label={`Open a copy of ${title}, ${time}`}>
          Open a copy
        </Button>
        <Button onClick={onRestore} aria-label={`Bring back ${title}, ${time}`}>
          Bring back
        </Button>
      </div>
    </li>
  );
}
