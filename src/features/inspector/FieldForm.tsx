import { useState } from 'react';
import { completeConfig } from '../../model/complete-config.ts';
import { sameValue } from '../../model/document/same-value.ts';
import { applies, defaultOf, type Field } from '../../model/fields.ts';
import { Icon } from '../../ui/Icon.tsx';
import { FieldControl } from './FieldControl.tsx';
import type { FieldFormProps } from './field-form-props.ts';
import { FieldRow } from './FieldRow.tsx';

/** The form of a set of fields, made from their declarations. Advanced ones are folded away unless one was changed. */
export function FieldForm({ fields, values, defaults, mixed, onChange, onReset, onDone }: FieldFormProps) {
  const baseOf = ([name, field]: [string, Field]) =>
    defaults !== undefined && Object.hasOwn(defaults, name) ? defaults[name] : defaultOf(field);
  const complete: Readonly<Record<string, unknown>> = completeConfig(fields, values);
  const isMixed = (name: string) => mixed?.has(name) === true;
  const shown = Object.entries(fields).filter(
    ([, field]) => applies(field, fields, complete) || (field.when !== undefined && isMixed(field.when.field)),
  );
  const isChanged = (entry: [string, Field]) => isMixed(entry[0]) || !sameValue(complete[entry[0]], baseOf(entry));
  const advanced = shown.filter(([, field]) => field.advanced === true);
  const [open, setOpen] = useState(() => advanced.some(isChanged));
  const row = (entry: [string, Field]) => {
    const [name, field] = entry;
    return (
      <FieldRow
        key={name}
        field={field}
        changed={isChanged(entry)}
        base={baseOf(entry)}
        wide={field.type === 'variant' || field.type === 'list' || (field.type === 'text' && field.multiline)}
        onReset={() => {
          if (onReset === undefined) onChange(name, baseOf(entry));
          else onReset(name);
          onDone();
        }}
        renderControl={(id) => (
          <FieldControl
            Form={FieldForm}
            id={id}
            field={field}
            value={complete[name]}
            mixed={isMixed(name)}
            onChange={(value) => onChange(name, value)}
            onDone={onDone}
          />
        )}
      />
    );
  };
  return (
    <div className="flex flex-col">
      {shown.filter(([, field]) => field.advanced !== true).map(row)}
      {advanced.length === 0 ? null : (
        <>
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="mt-1 -ml-1 flex h-6 items-center gap-1 self-start rounded-sm px-1 text-sm font-medium text-text-3 hover:text-text-1"
          >
            <Icon name="chevron-right" size={13} className={open ? 'rotate-90' : ''} />
            {open ? 'Fewer settings' : `More settings (${advanced.length})`}
          </button>
          {open ? advanced.map(row) : null}
        </>
      )}
    </div>
  );
}
