import { useEffect, useRef, useState } from 'react';
import { camera } from '../../state/camera.ts';
import { currentDesign, useDocument } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { closeFind, useTools } from '../../state/tools.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { findMatches } from './find-matches.ts';

/** The search on the canvas, while it is open. */
export function FindBar() {
  const open = useTools((tools) => tools.finding);
  return open ? <OpenFindBar /> : null;
}

function show(id: string | undefined): void {
  if (id === undefined) return;
  select([id]);
  camera()?.centreOn(id);
}

function OpenFindBar() {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const found = findMatches(
    useDocument((state) => state.present),
    query,
  );
  useEffect(() => field.current?.focus(), []);
  const change = (next: string) => {
    setQuery(next);
    setAt(0);
    show(findMatches(currentDesign(), next)[0]);
  };
  const go = (by: number) => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    show(found[next]);
  };
  const close = () => {
    closeFind();
    camera()?.focus();
  };
  const count =
    query.trim() === ''
      ? ''
      : found.length === 0
        ? 'nothing found'
        : `${Math.min(at, found.length - 1) + 1} of ${found.length}`;
  return (
    <div
      role="search"
      aria-label="Find on the canvas"
      className="floating absolute top-3 right-3 z-20 flex items-center gap-1 py-0.5 pr-0.5 pl-2 max-md:top-12"
    >
      <Icon name="search" size={14} className="shrink-0 text-text-3" />
      <input
        ref={field}
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label="Find by name, kind, id or text"
        placeholder="Find by name, kind, id or text"
        value={query}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="h-7 w-52 min-w-0 bg-transparent text-base outline-none max-sm:w-36"
      />
      <span role="status" className="min-w-18 text-right text-sm whitespace-nowrap text-text-3 tabular-nums">
        {count}
      </span>
      <IconButton
        icon="chevron-up"
        label="Previous"
        keys={['Shift', 'Enter']}
        disabled={found.length === 0}
        onClick={() => go(-1)}
      />
      <IconButton
        icon="chevron-down"
        label="Next"
        keys={['Enter']}
        disabled={found.length === 0}
        onClick={() => go(1)}
      />
      <IconButton icon="x" label="Close the search" keys={['Esc']} onClick={close} />
    </div>
  );
}
