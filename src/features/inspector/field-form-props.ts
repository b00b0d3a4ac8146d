import type { Fields } from '../../model/fields.ts';

/** Apart from `FieldForm` itself, because a form holds controls and the control of a variant holds a form. */
export interface FieldFormProps {
  readonly fields: Fields;
  /** What differs from the defaults, or the complete values. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (field: string, value: unknown) => void;
  /** Defaults that differ from the fields' own, as those of a distribution do. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** Fields that have different values in what is being edited; they say so until one is chosen for all. */
  readonly mixed?: ReadonlySet<string> | undefined;
  /** Takes a field back to its default; `onChange` with the default when absent. */
  readonly onReset?: ((field: string) => void) | undefined;
  /** Typing into a field is over: its edits are one step. */
  readonly onDone: () => void;
}
