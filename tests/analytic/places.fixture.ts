/**
 * Round trips between places, as published: table of pings between AWS regions of 2017 (blog "A computer scientist learns AWS", April 2017). The
 * bound is light in fibre there and back along the great circle, 2 x distance / (c / 1.468). The table is older than what most pairs of
 * `model/measured-rtt.ts` come from (2024), hence the wide tolerance; the bound is hard.
 */
export interface PlacePair {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly publishedMs: number;
  readonly boundMs: number;
}

/** Of the published round trip, either way. */
export const PAIR_TOLERANCE = 0.25;

export const PLACE_PAIRS: readonly PlacePair[] = [
  { id: 'geo-0-2', from: 'us-east', to: 'us-west', publishedMs: 86.98, boundMs: 34.4 },
  { id: 'geo-0-3', from: 'us-east', to: 'ireland', publishedMs: 80.55, boundMs: 53.5 },
  { id: 'geo-0-4', from: 'us-east', to: 'frankfurt', publishedMs: 88.66, boundMs: 64.2 },
  { id: 'geo-0-7', from: 'us-east', to: 'singapore', publishedMs: 216.7, boundMs: 152.1 },
  { id: 'geo-0-8', from: 'us-east', to: 'sydney', publishedMs: 230, boundMs: 153.5 },
  { id: 'geo-0-9', from: 'us-east', to: 'brazil', publishedMs: 119.5, boundMs: 75.0 },
  { id: 'geo-1-2', from: 'san-francisco', to: 'us-west', publishedMs: 19.46, boundMs: 9.4 },
  { id: 'geo-1-3', from: 'san-francisco', to: 'ireland', publishedMs: 153.2, boundMs: 80.3 },
  { id: 'geo-1-4', from: 'san-francisco', to: 'frankfurt', publishedMs: 166.6, boundMs: 89.7 },
  { id: 'geo-1-6', from: 'san-francisco', to: 'seoul', publishedMs: 131.5, boundMs: 89.0 },
  { id: 'geo-1-7', from: 'san-francisco', to: 'singapore', publishedMs: 174, boundMs: 133.6 },
  { id: 'geo-1-8', from: 'san-francisco', to: 'sydney', publishedMs: 157.5, boundMs: 117.1 },
  { id: 'geo-2-4', from: 'us-west', to: 'frankfurt', publishedMs: 159.5, boundMs: 80.8 },
  { id: 'geo-2-5', from: 'us-west', to: 'tokyo', publishedMs: 89.1, boundMs: 78.1 },
  { id: 'geo-2-7', from: 'us-west', to: 'singapore', publishedMs: 161.4, boundMs: 129.8 },
  { id: 'geo-2-9', from: 'us-west', to: 'brazil', publishedMs: 182.7, boundMs: 104.3 },
  { id: 'geo-3-4', from: 'ireland', to: 'frankfurt', publishedMs: 19.56, boundMs: 10.6 },
  { id: 'geo-3-7', from: 'ireland', to: 'singapore', publishedMs: 239, boundMs: 109.7 },
  { id: 'geo-3-8', from: 'ireland', to: 'sydney', publishedMs: 309.6, boundMs: 168.6 },
  { id: 'geo-4-5', from: 'frankfurt', to: 'tokyo', publishedMs: 236.5, boundMs: 91.4 },
  { id: 'geo-4-9', from: 'frankfurt', to: 'brazil', publishedMs: 194.9, boundMs: 96.3 },
  { id: 'geo-5-6', from: 'tokyo', to: 'seoul', publishedMs: 31.44, boundMs: 11.3 },
  { id: 'geo-5-7', from: 'tokyo', to: 'singapore', publishedMs: 73.79, boundMs: 52.0 },
  { id: 'geo-6-7', from: 'seoul', to: 'singapore', publishedMs: 71.87, boundMs: 45.8 },
  { id: 'geo-6-8', from: 'seoul', to: 'sydney', publishedMs: 134, boundMs: 81.6 },
  { id: 'geo-6-9', from: 'seoul', to: 'brazil', publishedMs: 286.3, boundMs: 179.6 },
  { id: 'geo-7-8', from: 'singapore', to: 'sydney', publishedMs: 175.3, boundMs: 61.8 },
];

/** Light in fibre between cities: no published round trip, only what none can be below. */
export interface FibreBound {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly km: number;
  readonly boundMs: number;
}

/** Of distance and bound: places of a city differ by some kilometres. */
export const BOUND_TOLERANCE = 0.01;

export const FIBRE_BOUNDS: readonly FibreBound[] = [
  { id: 'fibre-NYC-London', from: 'new-york', to: 'london', km: 5570, boundMs: 54.6 },
  { id: 'fibre-NYC-Tokyo', from: 'new-york', to: 'tokyo', km: 10850, boundMs: 106.3 },
  { id: 'fibre-NYC-LA', from: 'new-york', to: 'los-angeles', km: 3935, boundMs: 38.5 },
];
