import { ID_PATTERN } from '../../model/limits.ts';

/**
 * A short, readable id that nothing in `taken` has: `service-3` after `service-1` and `service-2`.
 * Counts on from the highest number in use, so that the id of a node just deleted is rarely given out again.
 */
export function freshId(base: string, taken: Iterable<string>): string {
  const prefix = `${ID_PATTERN.test(base) ? base.slice(0, 48) : 'item'}-`;
  let highest = 0;
  for (const id of taken) {
    if (!id.startsWith(prefix)) continue;
    const rest = id.slice(prefix.length);
    if (/^\d{1,9}$/.test(rest)) highest = Math.max(highest, Number(rest));
  }
  return `${prefix}${highest + 1}`;
}

/** "Service 2" when "Service" is taken; the first one has no number. */
export function freshLabel(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`)) number++;
  return `${name} ${number}`;
}
