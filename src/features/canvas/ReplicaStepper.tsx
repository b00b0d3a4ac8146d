import { useShallow } from 'zustand/react/shallow';
import { changeReplicas } from '../../state/canvas-edits.ts';
import { useDocument } from '../../state/document.ts';
import { useEditGuard } from '../../state/edit-guard.ts';
import { replicaFieldOf } from '../../state/replica-field.ts';
import { useSelection } from '../../state/selection.ts';
import { Icon } from '../../ui/Icon.tsx';

/** One replica more or fewer by a click, below the card that is selected. For the keyboard there are commands and the menu. */
export function ReplicaStepper({ id }: { readonly id: string }) {
  const isAlone = useSelection((selection) => selection.nodes.size + selection.edges.size === 1);
  const canEdit = useEditGuard((guard) => guard.reason === null);
  const replicas = useDocument(useShallow((state) => replicaFieldOf(state.present, id)));
  if (replicas === null || !isAlone || !canEdit) return null;
  const { field, count } = replicas;
  const noun = field.label.toLowerCase().replace(/s$/, '');
  const steps = [
    { by: -1, label: `Remove a ${noun}`, icon: 'minus', disabled: count <= field.min },
    { by: 1, label: `Add a ${noun}`, icon: 'plus', disabled: count >= field.max },
  ] as const;
  return (
    <span
      role="group"
      aria-label={field.label}
      className="replica-stepper nodrag nopan floating absolute top-full right-0 mt-1.5 flex items-center p-0.5"
    >
      {steps.map(({ by, label, icon, disabled }) => (
        <button
          key={by}
          type="button"
          // The canvas is one stop of the Tab key.
          tabIndex={-1}
          aria-label={label}
          title={label}
          disabled={disabled}
          onClick={(event) => {
            event.stopPropagation();
            changeReplicas([id], by);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
          className="flex size-6 items-center justify-center rounded-sm text-text-2 hover:bg-surface-3 hover:text-text-1 disabled:opacity-35"
        >
          <Icon name={icon} size={14} />
        </button>
      ))}
      <span className="order-first px-1.5 text-sm font-medium text-text-2 tabular-nums">× {count}</span>
    </span>
  );
}
