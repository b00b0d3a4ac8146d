import type { CardFigures } from '../../model/picture/card-figures.ts';
import { liveFigures } from '../../state/live-figures.ts';

/** What a card of the run shows now, for a picture; null while there is nothing to show. */
export function liveCardFigures(node: string): CardFigures | null {
  const live = liveFigures.readNode(node);
  if (live === null) return null;
  const { rate, p95, hitRatio, utilization, queue, inFlight, errors, lost, late, notModified } = live;
  const { health, topFailure, replicas } = live;
  return {
    figures: { rate, p95, hitRatio, utilization, queue, inFlight, errors, lost, late, notModified },
    endpoints: replicas.length,
    endpointsUp: replicas.filter(({ state }) => state === 'up').length,
    health,
    topFailure,
  };
}
