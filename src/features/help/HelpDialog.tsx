import { closeDialog, useDialog } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { isApple, KEY_GROUPS, KEY_MAP, keyCaps, shownKeys, type KeyGroup } from './key-map.ts';

const apple = isApple(navigator.platform);

function GroupTable({ group }: { readonly group: KeyGroup }) {
  const entries = KEY_MAP.filter((entry) => entry.group === group && entry.keys.length > 0);
  return (
    <section aria-label={group}>
      <h3 className="pb-1 text-sm font-semibold text-text-3">{group}</h3>
      <dl>
        {entries.map((entry) => (
          <div key={entry.id} className="flex items-center justify-between gap-4 border-t border-line py-1.5">
            <dt className="text-text-2">{entry.label}</dt>
            <dd className="flex flex-wrap items-center justify-end gap-1.5">
              {shownKeys(entry).map((binding, index) => (
                <span key={binding} className="flex items-center gap-1.5">
                  {index === 0 ? null : <span className="text-sm text-text-3">or</span>}
                  <KeyCaps keys={keyCaps(binding, apple)} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type HowRow = readonly [what: string, how: string];

const MOUSE: readonly HowRow[] = [
  ['Add a component', 'Click it in the palette, or drag it onto the canvas'],
  ['Connect', 'Drag from the right edge of a card onto another card'],
  ['Move the view', 'Drag with Space held, or scroll; pinch or Mod and scroll to zoom'],
  ['Select several', 'Drag a box on empty canvas, or click with Shift held'],
  ['Break something', 'Select a card or a connection, then Faults'],
  ['Look into a request', 'Click a dot'],
];

function HowTable({ title, rows }: { readonly title: string; readonly rows: readonly HowRow[] }) {
  return (
    <section aria-label={title}>
      <h3 className="pb-1 text-sm font-semibold text-text-3">{title}</h3>
      <dl>
        {rows.map(([what, how]) => (
          <div key={what} className="flex justify-between gap-4 border-t border-line py-1.5">
            <dt className="text-text-2 sm:shrink-0">{what}</dt>
            <dd className="text-right">{how.replace('Mod', apple ? '⌘' : 'Ctrl')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Every key, from the table that also drives them, and what the mouse does. */
export function HelpDialog({ onTour }: { readonly onTour: () => void }) {
  const isOpen = useDialog((state) => state.open === 'help');
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      size="large"
      title="Keys and help"
      description="Keys work wherever you are not typing."
      footer={
        <Button
          icon="signpost"
          onClick={() => {
            closeDialog();
            onTour();
          }}
        >
          Take the tour
        </Button>
      }
    >
      <div className="gap-10 md:columns-2 [&>section]:mb-6 [&>section]:break-inside-avoid">
        {KEY_GROUPS.map((group) => (
          <GroupTable key={group} group={group} />
        ))}
        <HowTable title="Mouse and touch" rows={MOUSE} />
      </div>
    </Dialog>
  );
}
