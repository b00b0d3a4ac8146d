import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do here; `outline`: a choice beside it; `quiet`: everything else; `danger`: breaks or deletes. */
  readonly variant?: 'primary' | 'outline' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly small?: boolean;
}

const LOOKS = {
  primary: 'bg-accent-strong text-on-accent hover:brightness-110 active:brightness-95',
  outline: 'border border-line-strong bg-surface-1 text-text-1 hover:bg-surface-2 active:bg-surface-3',
  quiet: 'text-text-2 hover:bg-surface-3 hover:text-text-1 active:bg-line-strong',
  danger: 'border border-line-strong text-fail hover:bg-fail-soft active:bg-fail-soft',
} as const;

export function Button({ variant = 'outline', icon, small = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none disabled:pointer-events-none disabled:opacity-45',
        small ? 'h-6 px-2 text-sm' : 'h-7 px-2.5 text-base',
        LOOKS[variant],
        className,
      )}
    >
      {icon === undefined ? null : <Icon name={icon} size={small ? 13 : 15} />}
      {children}
    </button>
  );
}
