import { useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { copyText } from '../../ui/copy-text.ts';

type CopyState = 'idle' | 'copied' | 'by-hand';

const COPY_WORDS: Readonly<Record<CopyState, string>> = {
  idle: '',
  copied: 'Copied.',
  'by-hand': 'This browser does not let the page copy. The text is selected: copy it by hand.',
};

interface CopyFieldProps {
  /** What the text is, for who cannot see the tab above. */
  readonly label: string;
  /** What the button says. */
  readonly button: string;
  readonly text: string;
}

/** A text to pass on, with the button that copies it. */
export function CopyField({ label, button, text }: CopyFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<CopyState>('idle');
  const copy = async () => {
    const isCopied = await copyText(text);
    if (!isCopied) field.current?.select();
    setCopied(isCopied ? 'copied' : 'by-hand');
  };
  return (
    <>
      <div className="flex items-start gap-2 max-sm:flex-col">
        <textarea
          ref={field}
          readOnly
          rows={3}
          value={text}
          aria-label={label}
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 resize-none rounded-md border border-line bg-surface-2 px-2 py-1.5 font-mono text-sm break-all text-text-1 max-sm:w-full"
        />
        <Button variant="primary" icon={copied === 'copied' ? 'check' : 'copy'} onClick={() => void copy()}>
          {button}
        </Button>
      </div>
      <p role="status" className={classNames('text-sm empty:hidden', copied === 'by-hand' ? 'text-fail' : 'text-ok')}>
        {COPY_WORDS[copied]}
      </p>
    </>
  );
}
