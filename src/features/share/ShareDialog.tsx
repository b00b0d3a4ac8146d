import { useEffect, useRef, useState } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { encodeLink } from '../../model/link/encode-link.ts';
import { linkBudget } from '../../model/link/link-budget.ts';
import { useDocument } from '../../state/document.ts';
import { closeDialog, useDialog } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { contentsOf } from './contents-of.ts';
import { copyText } from '../../ui/copy-text.ts';

const GROUPED = new Intl.NumberFormat('en-GB');

/** The address of this page with the design in its fragment. */
async function linkTo(design: Design): Promise<string> {
  const page = new URL(globalThis.location.href);
  page.hash = '';
  return `${page.href.replace(/#$/, '')}${await encodeLink(design, findSpec)}`;
}

function useLink(design: Design): string | null {
  const [made, setMade] = useState<{ readonly design: Design; readonly link: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void linkTo(design).then((link) => {
      if (isWanted) setMade({ design, link });
    });
    return () => {
      isWanted = false;
    };
  }, [design]);
  return made?.design === design ? made.link : null;
}

type CopyState = 'idle' | 'copied' | 'by-hand';

const COPY_WORDS: Readonly<Record<CopyState, string>> = {
  idle: '',
  copied: 'Copied.',
  'by-hand': 'This browser does not let the page copy. The link is selected: copy it by hand.',
};

function LinkField({ link }: { readonly link: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<CopyState>('idle');
  const copy = async () => {
    const isCopied = await copyText(link);
    if (!isCopied) field.current?.select();
    setCopied(isCopied ? 'copied' : 'by-hand');
  };
  return (
    <>
      <div className="flex items-start gap-2">
        <textarea
          ref={field}
          readOnly
          rows={3}
          value={link}
          aria-label="Link"
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 resize-none rounded-md border border-line bg-surface-2 px-2 py-1.5 font-mono text-sm break-all text-text-1"
        />
        <Button variant="primary" icon={copied === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
          Copy link
        </Button>
      </div>
      <p role="status" className={classNames('text-sm empty:hidden', copied === 'by-hand' ? 'text-fail' : 'text-ok')}>
        {COPY_WORDS[copied]}
      </p>
    </>
  );
}

function LinkPart({ link }: { readonly link: string }) {
  const { level, advice } = linkBudget(link.length);
  return (
    <section aria-label="Link" className="flex flex-col gap-1.5">
      {level === 'file' ? null : <LinkField key={link} link={link} />}
      <p className="text-text-2">
        <span className="font-medium text-text-1">{GROUPED.format(link.length)} characters.</span> {advice}
      </p>
    </section>
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
  const link = useLink(design);
  return (
    <div className="flex flex-col gap-5">
      {link === null ? <p className="min-h-24 text-text-2">Packing the design</p> : <LinkPart link={link} />}
      <Contents design={design} />
    </div>
  );
}

/** A link that holds the whole design, what its length means, and what it gives away. */
export function ShareDialog({ onSaveFile }: { readonly onSaveFile: () => void }) {
  const isOpen = useDialog((state) => state.open === 'share');
  return (
    <Dialog
      open={isOpen}
      onClose={closeDialog}
      title="Share"
      description="The link holds the whole design behind the #, so no server ever sees it. Whoever opens it gets a copy with the same seed and the same figures."
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
