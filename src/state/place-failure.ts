import { findSpec } from '../kinds/specs.ts';
import type { Design, DesignNode } from '../model/design.ts';
import { formatMs, quantityText } from '../model/units.ts';
import type { ActiveAction } from '../model/worker-protocol.ts';
import { ancestorsOf, indexOf, withDescendants } from './design-index.ts';

/** What takes a whole place away, and how its tab calls it. */
const FAILURE_WORDS = { crash: 'down', 'black-hole': 'not answering', hang: 'hung', partition: 'cut off' } as const;
type FailureType = keyof typeof FAILURE_WORDS;

interface PlaceFailure {
  readonly type: FailureType;
  /** Simulated seconds. */
  readonly sinceS: number;
}

function isFailure(action: ActiveAction): boolean {
  return action.action.type in FAILURE_WORDS;
}

/** The first failure in force that is aimed at exactly this node, all replicas of it. */
function failureOn(id: string, active: readonly ActiveAction[]): PlaceFailure | null {
  let first: PlaceFailure | null = null;
  for (const one of active) {
    if (!isFailure(one) || !('node' in one.target) || one.target.node !== id || one.target.endpoint !== undefined)
      continue;
    if (first === null || one.sinceS < first.sinceS)
      first = { type: one.action.type as FailureType, sinceS: one.sinceS };
  }
  return first;
}

function earlier(a: PlaceFailure | null, b: PlaceFailure | null): PlaceFailure | null {
  if (a === null || b === null) return a ?? b;
  return b.sinceS < a.sinceS ? b : a;
}

/** What works inside a place: not the places in it, not notes, and not the people, who go on asking. */
function workersIn(design: Design, id: string): readonly DesignNode[] {
  const inside = withDescendants(design, [id]);
  return design.nodes.filter((node) => inside.has(node.id) && (findSpec(node.kind)?.provides.length ?? 0) > 0);
}

/** All that works in it has failed, one by one: the place is gone since the last of them. */
function failureOfAll(design: Design, id: string, active: readonly ActiveAction[]): PlaceFailure | null {
  let last: PlaceFailure | null = null;
  for (const node of workersIn(design, id)) {
    let failure = failureOn(node.id, active);
    for (const place of ancestorsOf(design, node)) failure = earlier(failure, failureOn(place, active));
    if (failure === null) return null;
    if (last === null || failure.sinceS > last.sinceS) last = failure;
  }
  return last;
}

/** Why a region or zone is out of order and since when, in words for its tab ("down since 12 s"); null while it is not. */
export function placeFailureWords(design: Design, id: string, active: readonly ActiveAction[]): string | null {
  const place = indexOf(design).nodes.get(id);
  if (place === undefined || !active.some(isFailure)) return null;
  let failure = failureOn(id, active);
  for (const around of ancestorsOf(design, place)) failure = earlier(failure, failureOn(around, active));
  failure ??= failureOfAll(design, id, active);
  return failure === null
    ? null
    : `${FAILURE_WORDS[failure.type]} since ${quantityText(formatMs(failure.sinceS * 1_000))}`;
}
