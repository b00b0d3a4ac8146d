import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { encodeLink } from '../../model/link/encode-link.ts';
import { linkBudget } from '../../model/link/link-budget.ts';
import { useDocument } from '../../state/document.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { contentsOf } from './contents-of.ts';
import { CopyField } from './CopyField.tsx';
import { QrCode } from './QrCode.tsx';
import { shareText, type ShareForm } from './share-forms.ts';

const GROUPED = new Intl.NumberFormat('en-GB');

const FORMS: readonly {
  readonly form: ShareForm;
  readonly tab: string;
  readonly label: string;
  readonly button: string;
  readonly words: string;
}[] = [
  {
    form: 'link',
    tab: 'Link',
    label: 'Link',
    button: 'Copy link',
    words: 'Whoever opens it gets a copy of their own, with the same seed and the same figures.',
  },
  {
    form: 'view',
    tab: 'View only',
    label: 'View-only link',
    button: 'Copy link',
    words: 'Whoever opens it can run the design but not change it, until they make a copy. Nothing is stored there.',
  },
  {
    form: 'embed',
    tab: 'Embed',
    label: 'Embed code',
    button: 'Copy code',
    words: 'For a page of your own. It can be run and looked at, and scrolls past until it is clicked.',
  },
  {
    form: 'badge',
    tab: 'README badge',
    label: 'Badge Markdown',
    button: 'Copy Markdown',
    words: 'A badge that links to the design. Its picture comes from this page, from no other host.',
  },
];

const TAB_LOOK =
  'h-7 rounded-md px-2.5 font-medium text-text-2 hover:text-text-1 data-[state=active]:bg-surface-3 data-[state=active]:text-text-1';

/** The design as the fragment of a link; null while it is being packed. */
function useFragment(design: Design): string | null {
  const [made, setMade] = useState<{ readonly design: Design; readonly fragment: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void encodeLink(design, findSpec).then((fragment) => {
      if (isWanted) setMade({ design, fragment });
    });
    return () => {
      isWanted = false;
    };
  }, [design]);
  return made?.design === design ? made.fragment : null;
}

/** How long the link is, and where it works. */
function Length({ link }: { readonly link: string }) {
  return (
    <p className="text-text-2">
      <span className="font-medium text-text-1">{GROUPED.format(link.length)} characters.</span>{' '}
      {linkBudget(link.length).advice}
    </p>
  );
}

function Forms({ fragment, name }: { readonly fragment: string; readonly name: string }) {
  const address = globalThis.location.href;
  const link = shareText('link', address, fragment, name);
  if (linkBudget(link.length).level === 'file') return <Length link={link} />;
  return (
    <Tabs.Root defaultValue="link" className="flex flex-col gap-3">
      <Tabs.List aria-label="How to share" className="flex flex-wrap gap-1">
        {FORMS.map(({ form, tab }) => (
          <Tabs.Trigger key={form} value={form} className={TAB_LOOK}>
            {tab}
          </Tabs.Trigger>
        ))}
        <Tabs.Trigger value="qr" className={TAB_LOOK}>
          QR code
        </Tabs.Trigger>
      </Tabs.List>
      {FORMS.map(({ form, label, button, words }) => (
        <Tabs.Content key={form} value={form} tabIndex={-1} className="flex flex-col gap-1.5 outline-none">
          <p className="text-text-2">{words}</p>
          {form === 'badge' ? <img src="badge.svg" alt="Open in Roundtrip" width={132} height={20} /> : null}
          <CopyField key={fragment} label={label} button={button} text={shareText(form, address, fragment, name)} />
          {form === 'link' || form === 'view' ? <Length link={shareText(form, address, fragment, name)} /> : null}
        </Tabs.Content>
      ))}
      <Tabs.Content value="qr" tabIndex={-1} className="outline-none">
        <QrCode link={link} name={name} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function Contents({ design }: { readonly design: Design }) {
  return (
    <section aria-label="What is in it">
      <h3 className="pb-1 font-semibold">What is in it</h3>
      <dl>
        {contentsOf(design).map(({ label, value }) => (
          <div key={label} className="flex gap-4 border-t border-line py-1.5">
            <dt className="w-32 shrink-0 text-text-2">{label}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ShareBody() {
  const design = useDocument((state) => state.present);
  const fragment = useFragment(design);
  return (
    <div className="flex flex-col gap-5">
      {fragment === null ? (
        <p className="min-h-36 text-text-2">Packing the design</p>
      ) : (
        <Forms fragment={fragment} name={design.name} />
      )}
      <Contents design={design} />
    </div>
  );
}

/** A link that holds the whole design, what its length means, its other forms, and what it gives away. */
export function ShareDialog({ onSaveFile }: { readonly onSaveFile: () => void }) {
  const isOpen = useDialog((state) => state.open === 'share');
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      title="Share"
      description="A link holds the whole design behind the #, so no server ever sees it."
      footer={
        <Button icon="download" onClick={onSaveFile}>
          Save as a file
        </Button>
      }
    >
      <ShareBody />
    </Dialog>
  );
}
