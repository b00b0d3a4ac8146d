import { useId, useRef, type ReactNode } from 'react';
import { fieldText } from '../../model/field-text.ts';
import type { Field } from '../../model/fields.ts';
import { quantityText } from '../../model/units.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { Editable } from './Editable.tsx';
import { editableText, unitSuffix } from '../../ui/parse-quantity.ts';

interface FieldRowProps {
  readonly field: Field;
  /** Somebody chose this value; it is not the default. */
  readonly changed: boolean;
  /** The value it goes back to. */
  readonly base: unknown;
  readonly onReset: () => void;
  /** The control; gets the id its label points at. */
  readonly renderControl: (id: string) => ReactNode;
  /** The control needs the whole width, below its label. */
  readonly wide?: boolean;
}

/** A setting: its name with the explanation behind it, and its control. */
export function FieldRow({ field, changed, base, onReset, renderControl, wide = false }: FieldRowProps) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={row}
      className={wide ? 'flex flex-col gap-1 py-1' : 'grid grid-cols-[minmax(0,1fr)_148px] items-start gap-2 py-1'}
    >
      <div className="group flex min-h-7 min-w-0 items-center gap-1">
        {changed ? (
          <span className="-ml-2.5 size-1.5 shrink-0 rounded-full bg-accent" title="Changed from the default" />
        ) : null}
        <label htmlFor={id} className="min-w-0 text-sm leading-4 text-text-2">
          {field.label}
        </label>
        <Popover
          label={field.label}
          side="left"
          anchor={row}
          trigger={
            <button
              type="button"
              aria-label={`About ${field.label}`}
              className="flex size-6 shrink-0 items-center justify-center rounded-sm text-text-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 hover:text-text-1 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
            >
              <Icon name="circle-help" size={13} />
            </button>
          }
        >
          <About field={field} changed={changed} base={base} onReset={onReset} />
        </Popover>
      </div>
      <div className="min-w-0">
        <Editable>{renderControl(id)}</Editable>
      </div>
    </div>
  );
}

function About({ field, changed, base, onReset }: Pick<FieldRowProps, 'field' | 'changed' | 'base' | 'onReset'>) {
  const number = field.type === 'number' || field.type === 'integer' ? field : null;
  return (
    <div className="flex flex-col gap-2">
      <h4 className="font-semibold">{field.label}</h4>
      <p className="text-text-2">{field.help}</p>
      {field.type === 'choice' ? (
        <ul className="flex flex-col gap-1 text-sm text-text-2">
          {field.options.map((option) =>
            option.help === undefined ? null : (
              <li key={option.value}>
                <b className="font-semibold text-text-1">{option.label}.</b> {option.help}
              </li>
            ),
          )}
        </ul>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-t border-line pt-2 text-sm">
        {number === null ? null : (
          <>
            <dt className="text-text-3">Range</dt>
            <dd>
              {editableText(number.min, number.unit)} to {editableText(number.max, number.unit)}{' '}
              {unitSuffix(number.unit)}
            </dd>
          </>
        )}
        <dt className="text-text-3">Default</dt>
        <dd>{quantityText(fieldText(field, base))}</dd>
        {field.source === undefined ? null : (
          <>
            <dt className="text-text-3">Source</dt>
            <dd className="break-words">{field.source}</dd>
          </>
        )}
      </dl>
      {changed ? (
        <Editable>
          <Button small icon="rotate-ccw" className="self-start" onClick={onReset}>
            Back to the default
          </Button>
        </Editable>
      ) : null}
    </div>
  );
}
