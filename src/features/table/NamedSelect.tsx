import { useId, type ComponentProps } from 'react';
import { Select } from '../../ui/Select.tsx';

interface NamedSelectProps extends ComponentProps<typeof Select> {
  readonly label: string;
}

/** A list with its name before it, on one line. */
export function NamedSelect({ label, ...rest }: NamedSelectProps) {
  const id = useId();
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-sm text-text-2">
      <label htmlFor={id} className="whitespace-nowrap">
        {label}
      </label>
      <Select {...rest} id={id} />
    </span>
  );
}
