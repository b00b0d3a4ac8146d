import { useState, type FormEvent } from 'react';
import { findSpec, SPECS } from '../../kinds/specs.ts';
import { camera } from '../../state/camera.ts';
import { addConnected, addFromPalette, useDesign } from '../../state/document.ts';
import { callersFor } from '../../state/edits/placement.ts';
import { select } from '../../state/selection.ts';
import { showToast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { NamedSelect } from './NamedSelect.tsx';
import { useAsked } from './use-asked.ts';

const KINDS = Object.values(SPECS).map(({ id, name }) => ({ value: id, label: name }));

function add(kind: string, caller: string): void {
  const centre = camera()?.centre() ?? { x: 0, y: 0 };
  const id = caller === '' ? addFromPalette(kind, [], centre) : addConnected(kind, caller);
  if (id === null) {
    showToast('This design is full: no more components fit in a document.', { tone: 'warn' });
    return;
  }
  select([id]);
  camera()?.reveal(id);
}

/** Adds a component: of which kind, and called by whom. */
export function AddForm({ disabled }: { readonly disabled: boolean }) {
  const element = useAsked<HTMLFormElement>('add');
  const design = useDesign();
  const [kind, setKind] = useState('client');
  const [wanted, setWanted] = useState('');
  const callers = callersFor(
    design,
    kind,
    design.nodes.map(({ id }) => id),
  );
  const caller = callers.some(({ id }) => id === wanted) ? wanted : '';
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    add(kind, caller);
  };
  return (
    <form
      ref={element}
      onSubmit={onSubmit}
      aria-label="Add a component"
      className="flex min-w-0 flex-wrap items-center gap-2"
    >
      <NamedSelect
        label="New"
        data-table-field="add"
        value={kind}
        options={KINDS}
        onChange={setKind}
        disabled={disabled}
      />
      <NamedSelect
        label="called by"
        value={caller}
        disabled={disabled || callers.length === 0}
        options={[
          { value: '', label: 'nobody yet' },
          ...callers.map(({ id, label, kind: of }) => ({ value: id, label: label || (findSpec(of)?.name ?? of) })),
        ]}
        onChange={setWanted}
        className="max-w-44"
      />
      <Button type="submit" icon="plus" disabled={disabled}>
        Add
      </Button>
    </form>
  );
}
