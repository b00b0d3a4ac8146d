import { useState, type ComponentProps } from 'react';
import { classNames } from './class-names.ts';

export const FIELD_LOOK =
  'w-full min-w-0 rounded-md border border-transparent bg-surface-2 px-2 text-base text-text-1 hover:bg-surface-3 focus:border-accent focus:bg-surface-1 focus:outline-none aria-invalid:border-fail disabled:border-line disabled:bg-transparent disabled:text-text-2';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly value: string;
  /** Each change while typing. */
  readonly onChange: (value: string) => void;
  /** Typing is over: the field was left or Enter pressed. */
  readonly onDone?: (() => void) | undefined;
}

export function TextField({ value, onChange, onDone, className, ...rest }: TextFieldProps) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onDone?.()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        rest.onKeyDown?.(event);
      }}
      className={classNames(FIELD_LOOK, 'h-7', className)}
    />
  );
}

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onDone?: (() => void) | undefined;
}

export function TextArea({ value, onChange, onDone, className, ...rest }: TextAreaProps) {
  const [rows] = useState(() => Math.min(10, Math.max(3, value.split('\n').length + 1)));
  return (
    <textarea
      rows={rows}
      {...rest}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onDone?.()}
      className={classNames(FIELD_LOOK, 'resize-y py-1.5', className)}
    />
  );
}
