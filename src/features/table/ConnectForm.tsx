import { useState, type FormEvent } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design, DesignNode } from '../../model/design.ts';
import { connect, useDesign } from '../../state/document.ts';
import { refusalBetween } from '../../state/edits/edges.ts';
import { select, useSelection } from '../../state/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { NamedSelect } from './NamedSelect.tsx';
import { useAsked } from './use-asked.ts';

function optionOf({ id, label, kind }: DesignNode): { readonly value: string; readonly label: string } {
  return { value: id, label: label === '' ? (findSpec(kind)?.name ?? kind) : label };
}

/** Components that call others at all. */
function callersIn(design: Design): readonly DesignNode[] {
  return design.nodes.filter(({ kind }) => (findSpec(kind)?.calls.length ?? 0) > 0);
}

/** Connects two components; what the rules refuse is not offered. */
export function ConnectForm({ disabled }: { readonly disabled: boolean }) {
  const element = useAsked<HTMLFormElement>('connect');
  const design = useDesign();
  const selected = useSelection((selection) => (selection.nodes.size === 1 ? [...selection.nodes][0] : undefined));
  const [wantedFrom, setFrom] = useState<string | null>(null);
  const [wantedTo, setTo] = useState<string | null>(null);
  const callers = callersIn(design);
  const isCaller = (id: string | null | undefined): boolean => callers.some((node) => node.id === id);
  const from = [wantedFrom, selected].find(isCaller) ?? callers[0]?.id ?? '';
  const targets = design.nodes.filter(({ id }) => refusalBetween(design, from, id) === null);
  const to = targets.find(({ id }) => id === wantedTo)?.id ?? targets[0]?.id ?? '';
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    const id = connect(from, to);
    setFrom(from);
    if (id !== null) select([], [id]);
  };
  const isImpossible = disabled || to === '';
  return (
    <form
      ref={element}
      onSubmit={onSubmit}
      aria-label="Connect two components"
      className="flex min-w-0 flex-wrap items-center gap-2"
    >
      <NamedSelect
        label="From"
        value={from}
        options={callers.map(optionOf)}
        onChange={setFrom}
        disabled={disabled || callers.length === 0}
        className="max-w-44"
      />
      <NamedSelect
        label="to"
        data-table-field="connect"
        value={to}
        options={targets.length === 0 ? [{ value: '', label: 'nothing it may call' }] : targets.map(optionOf)}
        onChange={setTo}
        disabled={isImpossible}
        className="max-w-44"
      />
      <Button type="submit" icon="spline" disabled={isImpossible}>
        Connect
      </Button>
    </form>
  );
}
