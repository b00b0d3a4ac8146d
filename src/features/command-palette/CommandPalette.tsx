import { useRef, useState, type KeyboardEvent } from 'react';
import { TypeAhead, type TypeAheadItem } from '../../ui/TypeAhead.tsx';

interface CommandPaletteProps {
  readonly items: readonly TypeAheadItem[];
  /** What was typed, and what had the focus, while this was still being fetched. */
  readonly typedBefore: () => string;
  readonly openedFrom: Element | null;
  /** Runs what was chosen; the palette is closed and the focus is where it was by then. */
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** Finds and runs anything by its name. */
export function CommandPalette({ items, typedBefore, openedFrom, onPick, onClose }: CommandPaletteProps) {
  const element = useRef<HTMLDivElement>(null);
  // Read before the field takes the focus: commands are about what had it.
  const [opener] = useState(() => openedFrom ?? document.activeElement);
  const close = () => {
    const isInside = element.current?.contains(document.activeElement) === true;
    onClose();
    if (isInside && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  };
  const onKeyDownCapture = (event: KeyboardEvent) => {
    // By its place, too: on a Cyrillic keyboard no key types a K.
    const isK = event.key.toLowerCase() === 'k' || (event.code === 'KeyK' && event.key > '~');
    if (!isK || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={element}
      role="dialog"
      aria-label="Command palette"
      data-state="open"
      onKeyDownCapture={onKeyDownCapture}
      className="fixed inset-x-0 top-[12dvh] z-50 mx-auto flex max-h-[min(70dvh,480px)] w-[min(560px,calc(100vw-24px))]"
    >
      <TypeAhead
        wide
        label="Command palette"
        placeholder="Run a command, add a component, go to one, open an example"
        emptyText="Nothing of that name."
        items={items}
        typedBefore={typedBefore}
        onPick={(id) => {
          close();
          onPick(id);
        }}
        onClose={close}
      />
    </div>
  );
}
