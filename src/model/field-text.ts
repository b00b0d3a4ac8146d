import type { Field, Fields } from './fields.ts';
import { formatUnit, type Quantity } from './units.ts';

function words(text: string): Quantity {
  return { number: text, unit: '' };
}

/** "L7, per request" is "L7" where there is little room. */
function shortLabel(label: string): string {
  return label.split(/[,:(]/)[0]?.trim() ?? label;
}

function firstNumber(fields: Fields, value: Readonly<Record<string, unknown>>): Quantity | null {
  for (const [name, field] of Object.entries(fields)) {
    const entry = value[name];
    if ((field.type === 'number' || field.type === 'integer') && typeof entry === 'number')
      return formatUnit(entry, field.unit);
  }
  return null;
}

/**
 * The value of a field in as few characters as a card has room for: "2", "20 ms", "L7", "off", "no limit".
 * A variant is told by its first number (the mean of a distribution, the rate of a load), a list by its length.
 */
export function fieldText(field: Field, value: unknown): Quantity {
  switch (field.type) {
    case 'number':
    case 'integer':
      return typeof value === 'number' ? formatUnit(value, field.unit) : words(field.nullLabel ?? '–');
    case 'boolean':
      return words(value === true ? 'on' : 'off');
    case 'choice':
      return words(shortLabel(field.options.find((option) => option.value === value)?.label ?? String(value)));
    case 'text':
      return words(typeof value === 'string' ? value : '');
    case 'variant': {
      const tagged = value as { readonly type?: string } & Readonly<Record<string, unknown>>;
      const chosen = field.variants[tagged.type ?? field.default];
      if (chosen === undefined) return words('–');
      return firstNumber(chosen.fields, tagged) ?? words(chosen.label);
    }
    case 'list':
      return words(String(Array.isArray(value) ? value.length : 0));
  }
}
