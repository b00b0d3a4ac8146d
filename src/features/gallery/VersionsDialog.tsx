import { useCallback, useEffect, useState } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { undo } from '../../state/document.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { wordSaveProblem } from '../../state/storage/save-problem.ts';
import {
  forgetVersion,
  keepVersion,
  listVersions,
  openVersionCopy,
  putVersionBack,
  restoreVersion,
  type Version,
} from '../../state/storage/versions.ts';
import { MAX_NAMED_VERSIONS } from '../../state/storage/version-store.ts';
import { showToast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { VersionRow } from './VersionRow.tsx';

function fail(error: unknown): void {
  showToast(wordSaveProblem(error), { tone: 'fail' });
}

async function restore(version: Version): Promise<void> {
  closeDialog();
  const isDone = await restoreVersion(version);
  if (isDone) showToast('The version is back.', { action: { label: 'Undo', run: undo } });
}

async function openCopy(version: Version): Promise<void> {
  closeDialog();
  await openVersionCopy(version);
}

/** Keeps the design as it is now, under a name. */
function KeepNow({ onKept }: { readonly onKept: () => void }) {
  const [label, setLabel] = useState('');
  const keep = async () => {
    const isKept = await keepVersion(label.trim());
    if (isKept) setLabel('');
    else showToast(`There are ${MAX_NAMED_VERSIONS} named versions already. Delete one first.`, { tone: 'warn' });
    onKept();
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() !== '') keep().catch(fail);
      }}
    >
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="text-sm text-text-2">Keep the design as it is now</span>
        <TextField
          value={label}
          onChange={setLabel}
          maxLength={LIMITS.labelChars}
          placeholder="Name of the version"
          aria-label="Name of the version"
        />
      </div>
      <Button variant="primary" type="submit" disabled={label.trim() === ''}>
        Keep version
      </Button>
    </form>
  );
}

function VersionList() {
  const [versions, setVersions] = useState<readonly Version[] | null>(null);
  const show = useCallback(() => {
    listVersions().then(setVersions).catch(fail);
  }, []);
  useEffect(show, [show]);
  const forget = (version: Version) => {
    const putBack = () => void putVersionBack(version).then(show).catch(fail);
    forgetVersion(version)
      .then(() => {
        showToast(`Version "${version.record.label}" deleted.`, { action: { label: 'Undo', run: putBack } });
        show();
      })
      .catch(fail);
  };
  return (
    <div className="flex min-h-[40dvh] flex-col gap-4">
      <KeepNow onKept={show} />
      {versions?.length === 0 ? (
        <p className="py-10 text-center text-text-2">
          No versions yet. One is kept when you open the design and every five minutes while you change it.
        </p>
      ) : (
        <ul aria-label="Versions">
          {versions?.map((version) => (
            <VersionRow
              key={version.record.number}
              version={version}
              onRestore={() => void restore(version).catch(fail)}
              onOpenCopy={() => void openCopy(version).catch(fail)}
              onDelete={() => forget(version)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Earlier versions of the open design: to look at, to bring back, or to open beside it. */
export function VersionsDialog() {
  const isOpen = useDialog((state) => state.open === 'versions');
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      title="Versions"
      description="Kept in this browser. Bringing one back is a step that can be undone."
    >
      <VersionList />
    </Dialog>
  );
}
