import { describe, expect, test } from 'vitest';
import { fibreBoundMs, LOCATIONS, rttBetweenMs } from './geography.ts';
import { greatCircleKm } from './great-circle.ts';
import { ID_PATTERN } from './limits.ts';

function locationOf(id: string): (typeof LOCATIONS)[number] {
  const found = LOCATIONS.find((location) => location.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/**
 * From, to, published round trip in ms, great circle in km, fibre bound in ms: averages between AWS regions of 2017 (project truth set,
 * geo-*; acomputerscientistlearnsaws.blogspot.com/2017/04/aws-regions.html). Tolerance 25 %, because today many are lower.
 */
const regionPairs: readonly (readonly [string, string, number, number, number])[] = [
  ['us-east', 'us-west', 86.98, 3510, 34.4],
  ['us-east', 'ireland', 80.55, 5467, 53.5],
  ['us-east', 'frankfurt', 88.66, 6553, 64.2],
  ['us-east', 'singapore', 216.7, 15532, 152.1],
  ['us-east', 'sydney', 230, 15676, 153.5],
  ['us-east', 'brazil', 119.5, 7654, 75],
  ['san-francisco', 'us-west', 19.46, 962, 9.4],
  ['san-francisco', 'ireland', 153.2, 8195, 80.3],
  ['san-francisco', 'frankfurt', 166.6, 9155, 89.7],
  ['san-francisco', 'seoul', 131.5, 9090, 89],
  ['san-francisco', 'singapore', 174, 13641, 133.6],
  ['san-francisco', 'sydney', 157.5, 11960, 117.1],
  ['us-west', 'frankfurt', 159.5, 8246, 80.8],
  ['us-west', 'tokyo', 89.1, 7971, 78.1],
  ['us-west', 'singapore', 161.4, 13256, 129.8],
  ['us-west', 'brazil', 182.7, 10650, 104.3],
  ['ireland', 'frankfurt', 19.56, 1087, 10.6],
  ['ireland', 'singapore', 239, 11199, 109.7],
  ['ireland', 'sydney', 309.6, 17216, 168.6],
  ['frankfurt', 'tokyo', 236.5, 9333, 91.4],
  ['frankfurt', 'brazil', 194.9, 9829, 96.3],
  ['tokyo', 'seoul', 31.44, 1153, 11.3],
  ['tokyo', 'singapore', 73.79, 5314, 52],
  ['seoul', 'singapore', 71.87, 4673, 45.8],
  ['seoul', 'sydney', 134, 8330, 81.6],
  ['seoul', 'brazil', 286.3, 18342, 179.6],
  ['singapore', 'sydney', 175.3, 6306, 61.8],
];

describe('between cloud regions', () => {
  test.each(regionPairs)('%s to %s is within 25 %% of the published %f ms', (from, to, publishedMs) => {
    expect(Math.abs(rttBetweenMs(from, to) / publishedMs - 1)).toBeLessThanOrEqual(0.25);
  });

  test.each(regionPairs)(
    '%s to %s: great circle and fibre bound within 3 %% (or 40 km) of the independent figures',
    (from, to, _, km, boundMs) => {
      // The two sets of coordinates differ by the size of a metropolitan area.
      const ownKm = greatCircleKm(locationOf(from), locationOf(to));
      expect(Math.abs(ownKm - km)).toBeLessThanOrEqual(Math.max(40, 0.03 * km));
      expect(Math.abs(fibreBoundMs(from, to) / boundMs - 1)).toBeLessThanOrEqual(0.05);
    },
  );
});

describe('the round trips everybody knows', () => {
  test.each([
    ['us-east', 'us-west', 60, 80],
    ['new-york', 'san-francisco', 60, 80],
    ['new-york', 'los-angeles', 60, 80],
    ['new-york', 'london', 74, 82],
    ['new-york', 'tokyo', 150, 170],
    ['london', 'frankfurt', 10, 20],
    ['london', 'sydney', 240, 300],
    ['ireland', 'us-east', 65, 85],
    ['paris', 'amsterdam', 6, 13],
    ['los-angeles', 'tokyo', 95, 120],
    ['santiago', 'nairobi', 200, 450],
  ])('%s to %s takes %i to %i ms', (from, to, low, high) => {
    expect(rttBetweenMs(from, to)).toBeGreaterThanOrEqual(low);
    expect(rttBetweenMs(from, to)).toBeLessThanOrEqual(high);
  });

  test.each([
    ['new-york', 'london', 5_570, 54.6],
    ['new-york', 'tokyo', 10_850, 106.3],
    ['new-york', 'los-angeles', 3_935, 38.5],
  ])('light from %s to %s: %i km, %f ms (project truth set, fibre-*)', (from, to, km, boundMs) => {
    expect(greatCircleKm(locationOf(from), locationOf(to)) / km).toBeCloseTo(1, 2);
    expect(Math.abs(fibreBoundMs(from, to) / boundMs - 1)).toBeLessThanOrEqual(0.01);
  });
});

describe('for all pairs of locations', () => {
  const ids = LOCATIONS.map((location) => location.id);
  const pairs = ids.flatMap((from) => ids.map((to) => [from, to] as const));

  test('nothing is faster than light in fibre, and nothing takes longer than the longest measured round trip', () => {
    for (const [from, to] of pairs) {
      expect(rttBetweenMs(from, to)).toBeGreaterThanOrEqual(fibreBoundMs(from, to));
      expect(rttBetweenMs(from, to)).toBeLessThan(450);
    }
  });

  test('there is as long as back, and 0 to the same place', () => {
    for (const [from, to] of pairs) {
      expect(rttBetweenMs(from, to)).toBe(rttBetweenMs(to, from));
      expect(rttBetweenMs(from, to) === 0).toBe(from === to);
    }
  });

  test('no detour over a third place saves half of the way', () => {
    for (const [from, to] of pairs) {
      if (from === to) continue;
      const detours = ids
        .filter((stop) => stop !== from && stop !== to)
        .map((stop) => rttBetweenMs(from, stop) + rttBetweenMs(stop, to));
      expect(rttBetweenMs(from, to)).toBeLessThan(2 * Math.min(...detours));
    }
  });
});

test('ids are unique and fit into documents, names are unique, coordinates are on the Earth', () => {
  expect(new Set(LOCATIONS.map((location) => location.id)).size).toBe(LOCATIONS.length);
  expect(new Set(LOCATIONS.map((location) => location.name)).size).toBe(LOCATIONS.length);
  for (const location of LOCATIONS) {
    expect(location.id).toMatch(ID_PATTERN);
    expect(location.id).not.toBe('local');
    expect(Math.abs(location.latitude)).toBeLessThanOrEqual(90);
    expect(Math.abs(location.longitude)).toBeLessThanOrEqual(180);
  }
});

test('an unknown location is refused by name', () => {
  expect(() => rttBetweenMs('atlantis', 'london')).toThrow('Unknown location "atlantis"');
  expect(() => rttBetweenMs('london', 'atlantis')).toThrow(RangeError);
});

test('great circles: a quarter of the way round, half way round, and none', () => {
  const quarterKm = (Math.PI / 2) * 6371.0088;
  expect(greatCircleKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 90 })).toBeCloseTo(quarterKm, 6);
  expect(greatCircleKm({ latitude: 12, longitude: 34 }, { latitude: 90, longitude: 0 })).toBeCloseTo(
    (quarterKm * 78) / 90,
    6,
  );
  expect(greatCircleKm({ latitude: 30, longitude: -100 }, { latitude: -30, longitude: 80 })).toBeCloseTo(
    2 * quarterKm,
    4,
  );
  expect(greatCircleKm({ latitude: 51, longitude: 179 }, { latitude: 51, longitude: -179 })).toBeCloseTo(139.95, 0);
  expect(greatCircleKm({ latitude: 1, longitude: 2 }, { latitude: 1, longitude: 2 })).toBe(0);
});
