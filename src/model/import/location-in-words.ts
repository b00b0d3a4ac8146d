import type { KindSpec } from '../kind-spec.ts';
import { LOCATIONS } from '../geography.ts';

function words(text: string): string {
  return ` ${text
    .slice(0, 400)
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

/** What a location may be called: its id, its whole name, or the city in brackets. */
const NAMES: readonly (readonly [name: string, id: string])[] = LOCATIONS.flatMap(({ id, name }) => {
  const city = /\(([^)]+)\)/.exec(name)?.[1];
  return [id, name, ...(city === undefined ? [] : [city])].map((one) => [words(one), id] as const);
});

/** The location that a label names ("Frankfurt", "eu Dublin", "us-east"), for kinds that have one; null when it names none. */
export function locationInWords(label: string, spec: KindSpec): string | null {
  if (!Object.hasOwn(spec.fields, 'location')) return null;
  const text = words(label);
  return NAMES.find(([name]) => text.includes(name))?.[1] ?? null;
}
