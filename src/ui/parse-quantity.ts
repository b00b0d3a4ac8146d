import { UNIT_LABEL, type Unit } from '../model/units.ts';

/** Factors by which what people type is multiplied to get the field's own unit. Keys are lower case. */
const SUFFIXES: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  none: { k: 1e3, m: 1e6 },
  count: { k: 1e3, m: 1e6 },
  factor: { '×': 1, x: 1 },
  ms: { us: 0.001, µs: 0.001, ms: 1, s: 1_000, min: 60_000, h: 3_600_000 },
  s: { ms: 0.001, s: 1, min: 60, h: 3_600, d: 86_400 },
  perSecond: { '/s': 1, 'k/s': 1e3, 'm/s': 1e6, k: 1e3, m: 1e6, '/min': 1 / 60, rps: 1 },
  ratio: { '%': 0.01 },
  bytes: { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, k: 1e3, m: 1e6 },
  mbps: { 'mbit/s': 1, 'gbit/s': 1_000, 'kbit/s': 0.001, mbps: 1, gbps: 1_000 },
};

/** A ratio is typed and shown in per cent; everything else in its own unit. */
function plainFactor(unit: Unit): number {
  return unit === 'ratio' ? 0.01 : 1;
}

/** Removes the noise of binary fractions: 0.07 * 100 is shown as 7. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** The value of a field as text to edit, without its unit: 0.5 as a ratio is "50". */
export function editableText(value: number, unit: Unit): string {
  return String(clean(value / plainFactor(unit)));
}

/** The unit printed behind the field. */
export function unitSuffix(unit: Unit): string {
  return UNIT_LABEL[unit];
}

/**
 * What somebody typed into a field, in the field's own unit: "2 s" in a field of milliseconds is 2000, "1.5k" is 1500.
 * null when it is not a number with a unit that fits.
 */
export function parseQuantity(text: string, unit: Unit): number | null {
  const match = /^\s*([+-]?(?:\d[\d\s_]*)?(?:[.,]\d+)?(?:e[+-]?\d{1,3})?)\s*([^\d\s].*)?$/i.exec(text);
  if (match === null) return null;
  const digits = (match[1] ?? '').replace(/[\s_]/g, '').replace(',', '.');
  if (digits === '' || digits === '+' || digits === '-') return null;
  const number = Number(digits);
  const suffix = (match[2] ?? '').trim().toLowerCase();
  const factor =
    suffix === '' ? plainFactor(unit) : Object.hasOwn(SUFFIXES[unit], suffix) ? SUFFIXES[unit][suffix] : undefined;
  if (factor === undefined || !Number.isFinite(number)) return null;
  return clean(number * factor);
}

export interface NumberRules {
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** Why a typed text is not accepted, in words; null when it is. */
export function quantityProblem(text: string, rules: NumberRules): string | null {
  const value = parseQuantity(text, rules.unit);
  if (value === null)
    return rules.unit === 'none' || rules.unit === 'count'
      ? 'Type a number.'
      : `Type a number, for instance ${editableText(rules.max < 10 ? rules.max : 10, rules.unit)} ${unitSuffix(rules.unit)}.`;
  if (rules.integer && !Number.isInteger(value)) return 'Type a whole number.';
  if (value < rules.min)
    return `At least ${editableText(rules.min, rules.unit)} ${unitSuffix(rules.unit)}`.trim() + '.';
  if (value > rules.max) return `At most ${editableText(rules.max, rules.unit)} ${unitSuffix(rules.unit)}`.trim() + '.';
  return null;
}

/** One step of the arrow keys: a twentieth of the size of the value, on a 1, 2, 5 scale; whole numbers by at least 1. */
export function stepOf(value: number, { unit, integer }: NumberRules): number {
  if (unit === 'ratio') return value < 0.02 ? 0.001 : 0.01;
  const magnitude = Math.abs(value);
  let step = integer ? 1 : 0.001;
  for (let i = 0; ; i++) {
    const next = step * (i % 3 === 1 ? 2.5 : 2);
    if (next * 20 > magnitude) return clean(step);
    step = next;
  }
}
