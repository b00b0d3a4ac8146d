/** Nanoseconds in one microsecond, millisecond and second: engine time is integer nanoseconds in a double. */
export const NS_PER_US = 1_000;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;

/** A unit a parameter can have. `none` is a plain count or a choice. */
export type Unit = 'none' | 'ms' | 's' | 'perSecond' | 'ratio' | 'bytes' | 'mbps' | 'count' | 'factor';

/** What the unit is called behind a number on screen; empty for plain counts. */
export const UNIT_LABEL: Readonly<Record<Unit, string>> = {
  none: '',
  ms: 'ms',
  s: 's',
  perSecond: '/s',
  ratio: '%',
  bytes: 'B',
  mbps: 'Mbit/s',
  count: '',
  factor: '×',
};

/** A number and its unit apart, so that the unit can be set smaller and dimmer than the number. */
export interface Quantity {
  readonly number: string;
  readonly unit: string;
}

const NONE: Quantity = { number: '–', unit: '' };

/** At most three significant digits, no exponent, no trailing zeros: 1234 -> 1230, 0.04567 -> 0.0457. */
export function threeDigits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 100) return String(Math.round(value));
  const decimals = magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : magnitude >= 0.1 ? 3 : 4;
  return String(Number(value.toFixed(decimals)));
}

/** A duration given in milliseconds, in the unit that reads best: µs, ms, s or min. */
export function formatMs(ms: number): Quantity {
  if (!Number.isFinite(ms)) return NONE;
  if (ms !== 0 && ms < 1) return { number: threeDigits(ms * 1000), unit: 'µs' };
  if (ms < 1000) return { number: threeDigits(ms), unit: 'ms' };
  if (ms < 120_000) return { number: threeDigits(ms / 1000), unit: 's' };
  return { number: threeDigits(ms / 60_000), unit: 'min' };
}

/** A rate per second: 950 /s, 1.2 k/s, 3.4 M/s. */
export function formatRate(perSecond: number): Quantity {
  if (!Number.isFinite(perSecond)) return NONE;
  if (perSecond >= 1e6) return { number: threeDigits(perSecond / 1e6), unit: 'M/s' };
  if (perSecond >= 1e4) return { number: threeDigits(perSecond / 1e3), unit: 'k/s' };
  return { number: threeDigits(perSecond), unit: '/s' };
}

/** A ratio in 0..1 as a percentage. */
export function formatRatio(ratio: number): Quantity {
  if (!Number.isFinite(ratio)) return NONE;
  return { number: threeDigits(ratio * 100), unit: '%' };
}

/** A number of bytes: B, kB, MB, GB (decimal, as network and disk sizes are given). */
export function formatBytes(bytes: number): Quantity {
  if (!Number.isFinite(bytes)) return NONE;
  if (bytes >= 1e9) return { number: threeDigits(bytes / 1e9), unit: 'GB' };
  if (bytes >= 1e6) return { number: threeDigits(bytes / 1e6), unit: 'MB' };
  if (bytes >= 1e3) return { number: threeDigits(bytes / 1e3), unit: 'kB' };
  return { number: threeDigits(bytes), unit: 'B' };
}

/** A plain count: 12, 3.4 k, 5.6 M. */
export function formatCount(count: number): Quantity {
  if (!Number.isFinite(count)) return NONE;
  if (count >= 1e6) return { number: threeDigits(count / 1e6), unit: 'M' };
  if (count >= 1e4) return { number: threeDigits(count / 1e3), unit: 'k' };
  return { number: threeDigits(count), unit: '' };
}

/** A value of a parameter in its own unit, for cards and lists. */
export function formatUnit(value: number, unit: Unit): Quantity {
  switch (unit) {
    case 'ms':
      return formatMs(value);
    case 's':
      return formatMs(value * 1000);
    case 'perSecond':
      return formatRate(value);
    case 'ratio':
      return formatRatio(value);
    case 'bytes':
      return formatBytes(value);
    case 'count':
    case 'none':
      return formatCount(value);
    default:
      return { number: threeDigits(value), unit: UNIT_LABEL[unit] };
  }
}

/** A quantity as one string, with a no-break space. */
export function quantityText(quantity: Quantity): string {
  return quantity.unit === '' ? quantity.number : `${quantity.number}\u00a0${quantity.unit}`;
}
