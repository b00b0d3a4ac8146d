import { Tabs } from 'radix-ui';
import type { Design } from '../../model/design.ts';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { session } from '../../state/storage/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Examples } from './Examples.tsx';
import { Library } from './Library.tsx';

const TAB_LOOK =
  'h-7 rounded-md px-2.5 font-medium text-text-2 hover:text-text-1 data-[state=active]:bg-surface-3 data-[state=active]:text-text-1';

async function openCopy(design: Design, edited: boolean): Promise<void> {
  closeDialog();
  await session.openAsNew(design, { edited });
}

async function openStored(id: string): Promise<void> {
  closeDialog();
  await session.openStored(id);
}

/** Examples and own designs. Everything opens beside what is open now; nothing is overwritten. */
export function GalleryDialog({ onOpenFile }: { readonly onOpenFile: () => void }) {
  const isOpen = useDialog((state) => state.open === 'gallery');
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      size="large"
      title="Gallery"
      description="Each example opens as a copy. What you were working on stays under Your designs."
      footer={
        <>
          <Button
            icon="upload"
            onClick={() => {
              closeDialog();
              onOpenFile();
            }}
          >
            Open a file
          </Button>
          <Button icon="plus" onClick={() => void openCopy(EMPTY_DESIGN, false)}>
            Start empty
          </Button>
        </>
      }
    >
      <Tabs.Root defaultValue="examples" className="flex min-h-[60dvh] flex-col gap-4">
        <Tabs.List aria-label="What to show" className="flex gap-1">
          <Tabs.Trigger value="examples" className={TAB_LOOK}>
            Examples
          </Tabs.Trigger>
          <Tabs.Trigger value="library" className={TAB_LOOK}>
            Your designs
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="examples">
          <Examples onOpen={({ design }) => void openCopy(design, false)} />
        </Tabs.Content>
        <Tabs.Content value="library">
          <Library onOpen={(id) => void openStored(id)} />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  );
}
