import { useId, useState, type KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import {
  editableText,
  parseQuantity,
  quantityProblem,
  stepOf,
  unitSuffix,
  type NumberRules,
} from './parse-quantity.ts';

interface NumberFieldProps extends NumberRules {
  readonly id?: string;
  readonly label?: string;
  readonly value: number | null;
  /** Called with every accepted value: on Enter, on leaving, and on each press of an arrow key. */
  readonly onChange: (value: number | null) => void;
  readonly onDone?: (() => void) | undefined;
  /** An empty field is allowed and means this. */
  readonly emptyLabel?: string | undefined;
  /** Stands for several different values: the field is empty until one is typed for all. `value` is where the arrow keys start. */
  readonly mixed?: boolean;
}

/**
 * A number with its unit. Arrow keys step, Shift by ten; other units may be typed ("2 s" in milliseconds). A text that is
 * not accepted stays, is explained, and changes nothing.
 */
export function NumberField({
  id,
  label,
  value,
  onChange,
  onDone,
  emptyLabel,
  mixed = false,
  ...rules
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const problemId = useId();
  const text = draft ?? (value === null || mixed ? '' : editableText(value, rules.unit));
  const isEmpty = text.trim() === '';
  const problem =
    draft === null || (isEmpty && (emptyLabel !== undefined || mixed)) ? null : quantityProblem(text, rules);

  const accept = (): boolean => {
    if (draft === null) return true;
    if (problem !== null) return false;
    const next = isEmpty ? null : parseQuantity(text, rules.unit);
    setDraft(null);
    if (mixed ? !isEmpty : next !== value) onChange(next);
    return true;
  };
  const step = (direction: number, large: boolean) => {
    const from = (problem === null && !isEmpty ? parseQuantity(text, rules.unit) : value) ?? rules.min;
    const next = from + direction * stepOf(from, rules) * (large ? 10 : 1);
    const bounded = Math.min(rules.max, Math.max(rules.min, Number(next.toPrecision(12))));
    setDraft(null);
    if (mixed || bounded !== value) onChange(bounded);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      step(event.key === 'ArrowUp' ? 1 : -1, event.shiftKey);
    } else if (event.key === 'Enter') {
      if (accept()) event.currentTarget.select();
    } else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
  };
  return (
    <span className="flex min-w-0 flex-col">
      <span
        className={classNames(
          'flex h-7 min-w-0 items-center rounded-md border bg-surface-2 px-2 focus-within:border-accent focus-within:bg-surface-1 hover:bg-surface-3 has-disabled:border-line has-disabled:bg-transparent',
          problem === null ? 'border-transparent' : 'border-fail',
        )}
      >
        <input
          {...(id === undefined ? {} : { id })}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : problemId}
          placeholder={mixed ? 'Mixed' : emptyLabel}
          value={text}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            accept();
            onDone?.();
          }}
          className="h-full w-full min-w-0 bg-transparent text-base text-text-1 outline-none disabled:text-text-2"
        />
        {unitSuffix(rules.unit) === '' || (isEmpty && (emptyLabel !== undefined || mixed)) ? null : (
          <span className="pl-1 text-sm whitespace-nowrap text-text-3">{unitSuffix(rules.unit)}</span>
        )}
      </span>
      {problem === null ? null : (
        <span id={problemId} role="alert" className="pt-1 text-sm text-fail">
          {problem}
        </span>
      )}
    </span>
  );
}
