import { classNames } from './class-names.ts';
import type { Quantity } from '../model/units.ts';

interface QuantityTextProps {
  readonly value: Quantity;
  readonly className?: string;
}

/** A number with its unit set smaller and dimmer than the number. */
export function QuantityText({ value, className }: QuantityTextProps) {
  return (
    <span className={classNames('whitespace-nowrap', className)}>
      {value.number}
      {value.unit === '' ? null : (
        <span className="ml-[0.15em] text-[0.72em] leading-none font-normal text-text-3">{value.unit}</span>
      )}
    </span>
  );
}
