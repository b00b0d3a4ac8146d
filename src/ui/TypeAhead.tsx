import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import { KeyCaps } from './KeyCaps.tsx';

export interface TypeAheadItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon: string;
  /** Further words it is found by. */
  readonly words?: string;
  /** Keys that do the same, one cap each. */
  readonly keys?: readonly string[] | undefined;
  /** Why it cannot be taken now; it is shown all the same, so that people learn it exists. */
  readonly refusal?: string | null;
  /** Left out until something is typed: for what there may be thousands of. */
  readonly onlyWhenTyped?: boolean;
}

interface TypeAheadProps {
  readonly items: readonly TypeAheadItem[];
  readonly label: string;
  readonly placeholder: string;
  readonly emptyText: string;
  /** As wide as a dialog instead of a menu. */
  readonly wide?: boolean;
  /** What was typed before this was on the page. */
  readonly typedBefore?: () => string;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** More lines than this are not read; a further letter finds what is wanted. */
const MAX_SHOWN = 80;

/** How well a label fits what was typed: 0 is the same, 1 begins with it, 2 has a word that does, 3 holds it, 4 is found by other words. */
function rankOf(label: string, text: string): number {
  const own = label.toLowerCase();
  if (own === text) return 0;
  if (own.startsWith(text)) return 1;
  const at = own.indexOf(text);
  if (at < 0) return 4;
  return own[at - 1] === ' ' ? (own.length === at + text.length ? 1.5 : 2) : 3;
}

/** Items whose label, detail or words hold every typed word; the better the label fits, the earlier. */
export function matchItems(items: readonly TypeAheadItem[], query: string): readonly TypeAheadItem[] {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const text = parts.join(' ');
  if (text === '') return items.filter((item) => item.onlyWhenTyped !== true).slice(0, MAX_SHOWN);
  return items
    .filter((item) => {
      const hay = `${item.label} ${item.detail ?? ''} ${item.words ?? ''}`.toLowerCase();
      return parts.every((part) => hay.includes(part));
    })
    .toSorted((a, b) => rankOf(a.label, text) - rankOf(b.label, text))
    .slice(0, MAX_SHOWN);
}

/** A short list that is searched by typing; arrows choose, Enter takes, Esc leaves. */
export function TypeAhead({
  items,
  label,
  placeholder,
  emptyText,
  wide = false,
  typedBefore,
  onPick,
  onClose,
}: TypeAheadProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const listId = useId();
  const found = matchItems(items, query);
  const at = Math.min(active, Math.max(0, found.length - 1));
  // Before the next key: in between, a letter would be a command of the page.
  useLayoutEffect(() => {
    field.current?.focus();
    setQuery(typedBefore?.() ?? '');
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it comes on the page
  }, []);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const take = (item: TypeAheadItem) => {
    if (item.refusal == null) onPick(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (found.length > 0) setActive((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = found[at];
      if (item !== undefined) take(item);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
  };
  return (
    <div
      className={classNames(
        'flex flex-col overflow-hidden rounded-lg border border-line bg-surface-1 shadow-float focus-within:border-accent',
        wide ? 'max-h-full w-full' : 'max-h-80 w-64',
      )}
    >
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-3">
        <Icon name="search" size={14} className="text-text-3" />
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[at] === undefined ? undefined : `${listId}-${found[at].id}`}
          aria-label={label}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          onBlur={onClose}
          className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
        />
      </div>
      <ul ref={list} id={listId} role="listbox" aria-label={label} className="min-h-0 flex-1 overflow-auto p-1">
        {found.map((item, i) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys of the list
          <li
            key={item.id}
            id={`${listId}-${item.id}`}
            role="option"
            aria-selected={i === at}
            aria-disabled={item.refusal != null}
            // The field must keep the focus, or leaving it would close the list before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(i)}
            onClick={() => take(item)}
            className="flex min-h-8 items-center gap-2 rounded-md px-2 aria-disabled:text-text-3 aria-selected:bg-surface-3"
          >
            <Icon name={item.icon} size={15} className="shrink-0 text-text-2" />
            <span className="min-w-0 truncate">
              {item.label}
              {item.refusal == null ? null : (
                <span className={classNames('block pb-1 text-sm whitespace-normal', wide && 'sm:hidden')}>
                  {item.refusal}
                </span>
              )}
            </span>
            {(item.refusal == null || !wide) && item.detail === undefined ? null : (
              <span
                className={classNames(
                  'ml-auto shrink-0 truncate pl-2 text-sm text-text-3',
                  wide && item.refusal != null && 'max-sm:hidden',
                )}
              >
                {wide ? (item.refusal ?? item.detail) : item.detail}
              </span>
            )}
            {item.keys === undefined ? null : (
              <span className="max-sm:hidden">
                <KeyCaps keys={item.keys} />
              </span>
            )}
          </li>
        ))}
        {found.length === 0 ? <li className="px-2 py-3 text-sm text-text-3">{emptyText}</li> : null}
      </ul>
    </div>
  );
}
