import type { ComponentType } from 'react';
import type {
  Field,
  ListField,
  Fields,
  TextField as TextSetting,
  VariantField,
  VariantMap,
} from '../../model/fields.ts';
import { defaultsOf } from '../../model/fields.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { EntryHintLine } from './EntryHintLine.tsx';
import type { FieldFormProps } from './field-form-props.ts';
import { MIXED, MixedList, MixedSwitch } from './MixedControls.tsx';

interface FieldControlProps {
  /** The form for the fields inside a variant or a list entry. */
  readonly Form: ComponentType<FieldFormProps>;
  readonly id: string;
  readonly field: Field;
  readonly value: unknown;
  /** The things being edited differ here. */
  readonly mixed?: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onDone: () => void;
}

/** The control of one field, by its type. */
export function FieldControl({ Form, id, field, value, mixed = false, onChange, onDone }: FieldControlProps) {
  const choose = (next: unknown) => {
    onChange(next);
    onDone();
  };
  switch (field.type) {
    case 'number':
    case 'integer':
      return (
        <NumberField
          id={id}
          value={typeof value === 'number' ? value : null}
          unit={field.unit}
          min={field.min}
          max={field.max}
          integer={field.type === 'integer'}
          mixed={mixed}
          emptyLabel={field.optional ? (field.nullLabel ?? 'none') : undefined}
          onChange={onChange}
          onDone={onDone}
        />
      );
    case 'boolean':
      return mixed ? (
        <MixedSwitch id={id} onChange={choose} />
      ) : (
        <div className="flex h-7 items-center justify-end">
          <Switch id={id} checked={value === true} onChange={choose} />
        </div>
      );
    case 'choice':
      return (
        <Select
          id={id}
          value={mixed ? '' : String(value)}
          options={mixed ? [MIXED, ...field.options] : field.options}
          onChange={choose}
          className="w-full"
        />
      );
    case 'text':
      return (
        <TextControl id={id} field={field} value={mixed ? null : String(value)} onChange={onChange} onDone={onDone} />
      );
    case 'variant':
      return (
        <VariantControl
          Form={Form}
          id={id}
          field={field}
          value={value}
          mixed={mixed}
          onChange={onChange}
          onDone={onDone}
        />
      );
    case 'list':
      return mixed ? (
        <MixedList id={id} onTakeFirst={() => choose(value)} />
      ) : (
        <ListControl Form={Form} field={field} value={value} onChange={onChange} onDone={onDone} />
      );
  }
}

interface TextControlProps extends Pick<FieldControlProps, 'id' | 'onDone'> {
  readonly field: TextSetting;
  /** null: the things being edited differ. */
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

function TextControl({ field, value, ...rest }: TextControlProps) {
  const shared = {
    ...rest,
    value: value ?? '',
    maxLength: field.maxLength,
    placeholder: value === null ? MIXED.label : '',
  };
  return field.multiline ? <TextArea {...shared} /> : <TextField {...shared} />;
}

interface VariantControlProps extends Omit<FieldControlProps, 'field'> {
  readonly field: VariantField<VariantMap>;
}

/** Which variant, and its own fields below. Values two variants share by name (a mean, a rate) are kept when changing over. */
function VariantControl({ Form, id, field, value, mixed = false, onChange, onDone }: VariantControlProps) {
  const tagged = value as Readonly<Record<string, unknown>>;
  const type = String(tagged['type']);
  const chosen = field.variants[type];
  const named = Object.entries(field.variants).map(([name, { label }]) => ({ value: name, label }));
  const options = mixed ? [MIXED, ...named] : named;
  const changeType = (next: string) => {
    const fields = field.variants[next]?.fields ?? {};
    const values: Record<string, unknown> = { type: next, ...defaultsOf(fields) };
    for (const name of Object.keys(fields)) if (Object.hasOwn(tagged, name)) values[name] = tagged[name];
    onChange(values);
    onDone();
  };
  return (
    <div className="flex flex-col gap-1">
      <Select id={id} value={mixed ? '' : type} options={options} onChange={changeType} className="w-full" />
      {mixed || chosen === undefined || Object.keys(chosen.fields).length === 0 ? null : (
        <div className="ml-1 border-l border-line pl-3">
          <Form
            fields={chosen.fields}
            values={tagged}
            defaults={type === field.default ? field.defaults : undefined}
            onChange={(name, next) => onChange({ ...tagged, [name]: next })}
            onDone={onDone}
          />
        </div>
      )}
    </div>
  );
}

interface ListControlProps extends Omit<FieldControlProps, 'field' | 'id'> {
  readonly field: ListField<Fields>;
}

function ListControl({ Form, field, value, onChange, onDone }: ListControlProps) {
  const items = (Array.isArray(value) ? value : []) as readonly Readonly<Record<string, unknown>>[];
  const change = (next: readonly unknown[]) => {
    onChange(next);
    onDone();
  };
  return (
    <div className="flex flex-col gap-2">
      {items.map((item, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- entries have no identity of their own: their place is it
        <fieldset key={i} className="rounded-md border border-line px-3 py-1">
          <legend className="sr-only">{`${field.itemName} ${i + 1}`}</legend>
          <div className="flex items-center justify-between pt-1">
            <span className="text-sm font-medium text-text-2 first-letter:uppercase">
              {typeof item['name'] === 'string' && item['name'] !== '' ? item['name'] : `${field.itemName} ${i + 1}`}
            </span>
            <IconButton
              small
              icon="trash"
              label={`Remove ${field.itemName} ${i + 1}`}
              disabled={items.length <= field.minItems}
              onClick={() => change(items.filter((_, at) => at !== i))}
            />
          </div>
          <Form
            fields={field.item}
            values={item}
            onChange={(name, next) =>
              onChange(items.map((other, at) => (at === i ? { ...other, [name]: next } : other)))
            }
            onDone={onDone}
          />
          <EntryHintLine
            entry={item}
            onFix={(name, next) => change(items.map((other, at) => (at === i ? { ...other, [name]: next } : other)))}
          />
        </fieldset>
      ))}
      <Button
        small
        icon="plus"
        className="self-start"
        disabled={items.length >= field.maxItems}
        onClick={() => change([...items, defaultsOf(field.item)])}
      >
        Add a {field.itemName}
      </Button>
    </div>
  );
}
