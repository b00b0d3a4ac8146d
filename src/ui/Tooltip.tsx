import { Tooltip as Primitive } from 'radix-ui';
import type { FocusEvent, ReactNode } from 'react';
import { KeyCaps } from './KeyCaps.tsx';
import { usePortalContainer } from './portal-container.ts';

interface TooltipProps {
  readonly text: ReactNode;
  /** Keys that do the same, one cap each. */
  readonly keys?: readonly string[] | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  /** The one element the tooltip is about; it must accept a ref and event handlers. */
  readonly children: ReactNode;
}

const DELAY_MS = 450;

/** Whoever has just used the menu of a button does not ask what it is, nor does a pointer that stands elsewhere. */
function stayClosed(event: FocusEvent<HTMLElement>): void {
  const { currentTarget } = event;
  if ('quiet' in currentTarget.dataset || !currentTarget.matches(':focus-visible')) event.preventDefault();
}

export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  const container = usePortalContainer();
  return (
    <Primitive.Provider delayDuration={DELAY_MS} skipDelayDuration={200} disableHoverableContent>
      <Primitive.Root>
        <Primitive.Trigger asChild onFocus={stayClosed}>
          {children}
        </Primitive.Trigger>
        <Primitive.Portal container={container}>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-64 items-center gap-2 rounded-md bg-text-1 px-2 py-1 text-sm text-surface-1 shadow-lift"
          >
            {text}
            {keys === undefined ? null : <KeyCaps keys={keys} inverse />}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
