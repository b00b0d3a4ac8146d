import { expect, it } from 'vitest';
import { LOCATIONS } from './geography.ts';
import { pointLocations } from './points-of-presence.ts';

it.each([
  ['few', 6],
  ['many', 24],
] as const)('%s: %i different known places', (pops, count) => {
  const ids = pointLocations(pops) ?? [];
  expect(new Set(ids).size).toBe(count);
  const known = new Set(LOCATIONS.map((location) => location.id));
  expect(ids.filter((id) => !known.has(id))).toEqual([]);
});

it('puts six on six different continents', () => {
  const areas = (pointLocations('few') ?? []).map((id) => LOCATIONS.find((location) => location.id === id)?.area);
  expect(new Set(areas).size).toBe(6);
});

it('stays beside the origin with one point', () => {
  expect(pointLocations('one')).toBeUndefined();
});
