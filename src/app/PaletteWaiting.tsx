import { useLayoutEffect, useRef } from 'react';
import { closeDialog } from '../state/settings.ts';
import { Icon } from '../ui/Icon.tsx';
import { forgetEarlyTyping, keepEarlyTyping } from './early-typing.ts';

/** The field of the command palette while the rest of it is being fetched: what is typed is meant for it, not for the page. */
export function PaletteWaiting() {
  const field = useRef<HTMLInputElement>(null);
  const from = useRef<Element | null>(null);
  useLayoutEffect(() => {
    from.current = document.activeElement;
    keepEarlyTyping({ text: '', from: from.current });
    field.current?.focus();
  }, []);
  const leave = (): void => {
    forgetEarlyTyping();
    closeDialog();
    if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
  };
  return (
    <div
      role="dialog"
      aria-label="Command palette"
      aria-busy="true"
      data-state="open"
      className="fixed inset-x-0 top-[12dvh] z-50 mx-auto flex h-9 w-[min(560px,calc(100vw-24px))] items-center gap-2 rounded-lg border border-accent bg-surface-1 px-3 shadow-float"
    >
      <Icon name="search" size={14} className="text-text-3" />
      <input
        ref={field}
        aria-label="Command palette"
        onChange={(event) => keepEarlyTyping({ text: event.target.value, from: from.current })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          leave();
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
      />
    </div>
  );
}
