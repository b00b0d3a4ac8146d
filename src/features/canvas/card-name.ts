import { quantityText } from '../../model/units.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';

/** Endpoints of a card in words: "2 of 3 up". */
export function upWords(replicas: NodeFigures['replicas']): string {
  return `${replicas.filter(({ state }) => state === 'up').length} of ${replicas.length} up`;
}

/** A single endpoint that is well says nothing; several, or one in trouble, do. */
export function isCounted({ replicas }: NodeFigures): boolean {
  return replicas.length > 1 || replicas.some(({ state }) => state !== 'up');
}

/** Whether somebody waits now. */
export function isWaiting({ queue }: NodeFigures): boolean {
  return queue.number !== '0' && queue.number !== '–';
}

/** Everything a running card says by number, shape and colour, in words. */
function liveWords(figures: NodeFigures): readonly string[] {
  const isFailing = figures.health === 'warn' || figures.health === 'fail';
  return [
    quantityText(figures.rate),
    `p95 ${quantityText(figures.p95)}`,
    ...(isCounted(figures) ? [upWords(figures.replicas)] : []),
    ...(isWaiting(figures) ? [`${quantityText(figures.queue)} waiting`] : []),
    ...(isFailing ? [`failing ${quantityText(figures.errors)}`] : []),
    ...(figures.topFailure === null ? [] : [figures.topFailure]),
  ];
}

/**
 * What a card is called for who does not see it: "Service Checkout, 162 /s, p95 63 ms, 3 of 4 up, failing 12 %, connection
 * refused, 1 in, 2 out".
 */
export function cardName(
  kind: string,
  label: string,
  figures: NodeFigures | null,
  calls: { readonly in: number; readonly out: number },
): string {
  const named = label.startsWith(kind) ? label : `${kind} ${label}`;
  const live = figures === null ? [] : liveWords(figures);
  return [named, ...live, `${calls.in} in`, `${calls.out} out`].join(', ');
}
