import { Popover as Primitive } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { usePortalContainer } from './portal-container.ts';

interface PopoverProps {
  /** The button that opens it; must accept a ref and event handlers. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  /** What it stands beside, when that is not its button. */
  readonly anchor?: RefObject<HTMLElement | null>;
  /** Left out, it opens and closes by its button alone. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A small floating panel beside its button. Not modal: the rest of the page stays usable. */
export function Popover({
  trigger,
  label,
  side = 'bottom',
  align = 'start',
  anchor,
  open,
  onOpenChange,
  children,
}: PopoverProps) {
  const container = usePortalContainer();
  return (
    <Primitive.Root {...(open === undefined ? {} : { open })} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {anchor === undefined ? null : <Primitive.Anchor virtualRef={anchor} />}
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal container={container}>
        <Primitive.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // Opened by something else than its button, that may still be giving the focus back to where it was.
          onFocusOutside={(event) => {
            if (open !== undefined) event.preventDefault();
          }}
          className="z-50 w-72 rounded-lg border border-line bg-surface-1 p-3 text-base shadow-float outline-none"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
