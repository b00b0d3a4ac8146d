import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName;
  /** Its accessible name, and the text of its tooltip. */
  readonly label: string;
  readonly keys?: readonly string[] | undefined;
  /** A toggle that is on; leave out for a plain button. */
  readonly pressed?: boolean;
  readonly small?: boolean;
  /** Why it does nothing now; it stays in reach, so that people can find out. */
  readonly refusal?: string | null;
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
}

export function IconButton({
  icon,
  label,
  keys,
  pressed,
  small = false,
  refusal = null,
  tooltipSide = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={refusal ?? label} keys={refusal === null ? keys : undefined} side={tooltipSide}>
      <button
        type="button"
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...rest}
        {...(refusal === null ? {} : { 'aria-disabled': true, 'aria-description': refusal, onClick: undefined })}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md text-text-2 hover:bg-surface-3 hover:text-text-1 active:bg-line-strong disabled:pointer-events-none disabled:opacity-35',
          small ? 'size-6' : 'size-7',
          refusal !== null && 'opacity-35',
          pressed === true && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent',
          className,
        )}
      >
        <Icon name={icon} size={small ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
