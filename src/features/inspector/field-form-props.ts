import type { Fields } from '../../model/fields.ts';

/** Apart from `FieldForm` itself, because a form holds controls and the control of a variant holds a form. */
export interface FieldFormProps {
  readonly fields: Fields;
  /** What differs from the defaults, or the complete values. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (field: string, value: unknown) => void;
  /** Defaults that differ from the fields' own, as those of a distribution do. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Typing into a field is over: its edits are one step. */
  readonly onDone: () => void;
}
