import { useEffect, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { followPaste } from './follow-paste.ts';
import { openFile } from './open-any.ts';

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Lets a file be dropped anywhere on the page; without this the browser would leave the page for the file. */
export function FileDropTarget() {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => followPaste(), []);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) void openFile(file);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('dragleave', leave, { signal });
    return () => listening.abort();
  }, []);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-3 z-40 flex items-center justify-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/80">
      <p className="flex items-center gap-2 text-xl font-semibold text-accent">
        <Icon name="upload" size={22} />
        Drop to open as a new design
      </p>
    </div>
  );
}
