import { useEffect, useRef, useState } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { endGesture, setLabel } from '../../state/document.ts';
import { endRename, useTools } from '../../state/tools.ts';

interface NodeNameProps {
  readonly id: string;
  readonly label: string;
  readonly fallback: string;
  readonly className?: string;
}

/** The name on a card or tab; becomes a field while it is being renamed. */
export function NodeName({ id, label, fallback, className }: NodeNameProps) {
  const renaming = useTools((tools) => tools.renaming === id);
  if (renaming) return <NameField id={id} label={label} />;
  return (
    <span dir="auto" title={label} className={`min-w-0 truncate [unicode-bidi:isolate] ${className ?? ''}`}>
      {label === '' ? fallback : label}
    </span>
  );
}

function NameField({ id, label }: { readonly id: string; readonly label: string }) {
  const [draft, setDraft] = useState(label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (keep && draft.trim() !== '') setLabel(id, draft.trim());
    endGesture();
    endRename();
    document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
  };
  return (
    <input
      ref={field}
      aria-label="Name"
      value={draft}
      maxLength={LIMITS.labelChars}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
      }}
      className="nodrag nopan h-6 w-full min-w-0 rounded-sm bg-surface-2 px-1 font-medium outline-2 outline-accent"
    />
  );
}
