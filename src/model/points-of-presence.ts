/** How many places a network at the edge has; each user reaches the nearest. */
export type PointsOfPresence = 'one' | 'few' | 'many';

/** One on each continent. */
const FEW: readonly string[] = ['new-york', 'brazil', 'frankfurt', 'johannesburg', 'singapore', 'sydney'];

/** 24 large cities, spread over the continents as their users are. */
const MANY = (
  'new-york chicago dallas miami los-angeles san-francisco toronto mexico-city brazil santiago london paris ' +
  'frankfurt madrid stockholm istanbul dubai mumbai singapore hong-kong tokyo sydney johannesburg lagos'
).split(' ');

/** Where the points of presence are: ids of `geography.ts`; undefined for one point at the place of the node itself. */
export function pointLocations(pops: PointsOfPresence): readonly string[] | undefined {
  switch (pops) {
    case 'one':
      return undefined;
    case 'few':
      return FEW;
    case 'many':
      return MANY;
  }
}
