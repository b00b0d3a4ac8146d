import { useId, useState } from 'react';
import { ACTIONS, defaultAction, type Action, type ActionTarget, type ActionType } from '../../model/actions.ts';
import type { Field } from '../../model/fields.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { nextPlannedS, planAction } from '../../state/planned-actions.ts';
import { runClock } from '../../state/run-clock.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { NumberField } from '../../ui/NumberField.tsx';

interface ParameterProps {
  readonly field: Field;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function Parameter({ field, value, onChange }: ParameterProps) {
  const id = useId();
  if (field.type !== 'number' && field.type !== 'integer') return null;
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <label htmlFor={id} title={field.help} className="text-xs text-text-3">
        {field.label}
      </label>
      <NumberField
        id={id}
        value={value}
        unit={field.unit}
        min={field.min}
        max={field.max}
        integer={field.type === 'integer'}
        emptyLabel={field.nullLabel}
        onChange={(next) => {
          if (next !== null || field.optional) onChange(next);
        }}
      />
    </span>
  );
}

/** What the button says: one-off actions are done, faults are started, changes are applied. */
function verb(type: ActionType): string {
  if (type === 'flush') return 'Flush';
  return isChange(type) ? 'Apply' : 'Start';
}

/** Planned work rather than a fault. */
function isChange(type: ActionType): boolean {
  return type === 'scale' || type === 'traffic' || type === 'weight' || type === 'deploy' || type === 'drain';
}

/** Adds the action to the plan of the design, a little later than the run is now. */
function plan(target: ActionTarget, action: Action): void {
  planAction(target, action, nextPlannedS(runClock.read().timeNs / 1e9, useRun.getState().durationS));
}

interface ActionRowProps {
  readonly target: ActionTarget;
  readonly type: ActionType;
  /** The same action is in force on this target; its number. */
  readonly activeId: number | null;
}

/** One thing that can be done to the target: what it means, its parameters, and the button that does or ends it. */
export function ActionRow({ target, type, activeId }: ActionRowProps) {
  const spec = ACTIONS[type];
  const [action, setAction] = useState<Action>(() => defaultAction(type));
  const values = action as unknown as Readonly<Record<string, number | null>>;
  const fields = Object.entries<Field>(spec.fields);
  return (
    <li className="flex flex-col gap-1.5 border-t border-line py-2 first:border-t-0" data-action={type}>
      <div className="flex items-center gap-2">
        <Icon name={spec.icon} size={15} className="shrink-0 text-text-2" />
        <span className="flex-1 font-medium">{spec.label}</span>
        <Button
          small
          variant="quiet"
          aria-label={`Plan: ${spec.label}`}
          title="Adds it to the plan of this design, 10 s from now"
          onClick={() => plan(target, action)}
        >
          Plan
        </Button>
        {activeId === null ? (
          <Button
            small
            variant={type === 'flush' || isChange(type) ? 'outline' : 'danger'}
            aria-label={`${verb(type)}: ${spec.label}`}
            onClick={() => void simulation.act(target, action)}
          >
            {verb(type)}
          </Button>
        ) : (
          <Button
            small
            variant="primary"
            aria-label={`End: ${spec.label}`}
            onClick={() => void simulation.endAction(activeId)}
          >
            End
          </Button>
        )}
      </div>
      <p className="text-sm text-text-2">{spec.help}</p>
      {spec.source === undefined ? null : <p className="text-xs text-text-3">Source: {spec.source}</p>}
      {fields.length === 0 || activeId !== null ? null : (
        <div className={fields.length > 2 ? 'grid grid-cols-2 gap-2' : 'flex gap-2'}>
          {fields.map(([name, field]) => (
            <Parameter
              key={name}
              field={field}
              value={values[name] ?? null}
              onChange={(value) => setAction({ ...action, [name]: value })}
            />
          ))}
        </div>
      )}
    </li>
  );
}
