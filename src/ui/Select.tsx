import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value' | 'children'> {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** The platform's own list: works with keyboard, touch and screen readers as people know it. */
export function Select({ value, options, onChange, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('relative inline-flex min-w-0', className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 w-full min-w-0 appearance-none truncate rounded-md border border-transparent bg-surface-2 pr-6 pl-2 text-base text-text-1 hover:bg-surface-3 disabled:border-line disabled:bg-transparent disabled:text-text-2"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-surface-1 text-text-1">
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        name="chevron-down"
        size={13}
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-text-3"
      />
    </span>
  );
}
