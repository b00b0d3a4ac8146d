import { useEffect, useRef, useState } from 'react';
import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import { camera } from '../../state/camera.ts';
import { endGesture, setEdgeConfig } from '../../state/document.ts';
import { endLabelling } from '../../state/tools.ts';

interface EdgeLabelFieldProps {
  readonly id: string;
  readonly label: string;
}

/** The label of a call while it is being typed, on the line itself. */
export function EdgeLabelField({ id, label }: EdgeLabelFieldProps) {
  const [draft, setDraft] = useState(label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (keep) setEdgeConfig(id, 'label', draft.trim());
    endGesture();
    endLabelling();
  };
  return (
    <input
      ref={field}
      aria-label="Label of the call"
      value={draft}
      maxLength={EDGE_FIELDS.label.maxLength}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        finish(event.key === 'Enter');
        camera()?.focus();
      }}
      className="nodrag nopan pointer-events-auto h-6 w-40 rounded-sm bg-surface-1 px-1 text-sm outline-2 outline-accent"
    />
  );
}
