import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './IconButton.tsx';
import { PortalContainerProvider } from './portal-container.ts';
import { enterDialog } from './top-dialog.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

const WIDTHS = { small: 'max-w-md', medium: 'max-w-2xl', large: 'max-w-5xl' } as const;

/** A modal dialog on the platform's own element: it keeps the focus inside, gives it back, and closes on Esc. */
export function Dialog(props: DialogProps) {
  return props.open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ onClose, title, description, size = 'medium', children, footer }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const pressedOutside = useRef(false);
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    if (dialog !== null && !dialog.open) dialog.showModal();
    // Not the close button, which the platform would choose: its tooltip would open with it and take the first Esc.
    dialog?.focus();
    setContainer(dialog);
    const leaveDialog = dialog === null ? null : enterDialog(dialog);
    return () => {
      leaveDialog?.();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    // A press on the backdrop reaches the dialog element itself; inside, it reaches what is inside.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Esc closes by keyboard
    <dialog
      ref={element}
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- the keys of the page look for an open dialog by this
      role="dialog"
      aria-modal="true"
      data-state="open"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === element.current;
      }}
      onClick={(event) => {
        // A press that began inside belongs there, even if what it changed moved the backdrop under the pointer.
        if (pressedOutside.current && event.target === element.current) onClose();
      }}
      className={classNames(
        'dialog-shell m-auto max-h-[min(86dvh,860px)] w-[calc(100vw-24px)] flex-col overflow-hidden rounded-xl short:max-h-[calc(100dvh-8px)] short:overflow-y-auto border border-line bg-surface-1 p-0 text-text-1 shadow-float outline-none open:flex',
        WIDTHS[size],
      )}
    >
      <PortalContainerProvider value={container}>
        <header className="flex shrink-0 items-start gap-3 border-b border-line py-3 pr-3 pl-5">
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            {description === undefined ? null : <p className="text-base text-text-2">{description}</p>}
          </div>
          <IconButton icon="x" label="Close" onClick={onClose} />
        </header>
        <DialogBody>{children}</DialogBody>
        {footer === undefined ? null : (
          <footer className="flex shrink-0 items-center justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </footer>
        )}
      </PortalContainerProvider>
    </dialog>
  );
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What scrolls. With nothing inside that takes the focus it takes it itself, or the arrow keys could not scroll it. */
function DialogBody({ children }: { readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const [isBare, setIsBare] = useState(false);
  useEffect(() => setIsBare(element.current?.querySelector(FOCUSABLE) === null), [children]);
  return (
    <div
      ref={element}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
      tabIndex={isBare ? 0 : undefined}
      className="min-h-0 flex-1 overflow-auto px-5 py-4 short:flex-none short:overflow-visible"
    >
      {children}
    </div>
  );
}
