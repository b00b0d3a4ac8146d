import type { ReactNode } from 'react';
import { IconButton } from '../ui/IconButton.tsx';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel on a small screen: slides over the lower part of the canvas, which stays usable above it. */
export function Sheet({ title, onClose, children }: SheetProps) {
  return (
    <section
      aria-label={title}
      className="absolute inset-x-0 bottom-0 z-30 flex max-h-[62%] short:max-h-full flex-col overflow-hidden rounded-t-xl border-t border-line bg-surface-1 shadow-float"
    >
      <header className="flex h-10 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">{title}</h2>
        <IconButton icon="x" label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
    </section>
  );
}
