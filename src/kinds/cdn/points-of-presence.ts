import type { KindConfig } from '../../model/kind-spec.ts';
import type { spec } from './spec.ts';

/** One on each continent where the table of places has one. */
const FEW: readonly string[] = [];

/** Large cities and cloud regions, in the order of the table of places. */
const MANY: readonly string[] = [];

/** Where the points of presence are: ids of `geography.ts`; undefined for one point at the place of the node itself. */
export function pointLocations(pops: KindConfig<typeof spec>['pops']): readonly string[] | undefined {
  switch (pops) {
    case 'one':
      return undefined;
    case 'few':
      return FEW;
    case 'many':
      return MANY;
  }
}
