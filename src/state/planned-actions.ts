import type { Action, ActionTarget } from '../model/actions.ts';
import type { ScenarioEntry } from '../model/design.ts';
import { LIMITS } from '../model/limits.ts';
import { applyEdit, endGesture } from './document.ts';
import { freshId } from './edits/fresh-id.ts';

/** Simulated seconds between "Plan" and what it plans, and how long that lasts: long enough to see it come and go. */
export const PLAN_AHEAD_S = 10;
const PLAN_LENGTH_S = 10;
/** Latest time of an entry: a run lasts a day at most. */
export const LAST_PLANNED_S = 86_400;

/** When a new entry begins: a little from now, on a whole second; in a run that is over by then, early in the next one. */
export function nextPlannedS(nowS: number, durationS: number): number {
  const atS = Math.round(nowS) + PLAN_AHEAD_S;
  return durationS > 0 && atS >= durationS ? Math.min(PLAN_AHEAD_S, Math.floor(durationS / 2)) : atS;
}

/** Plans an action at a simulated second, for ten seconds (a one-off has no end). A full scenario stays as it is. */
export function planAction(target: ActionTarget, action: Action, atS: number): void {
  applyEdit('plan a fault', (design) => {
    if (design.scenario.length >= LIMITS.scenario) return design;
    const id = freshId(
      'action',
      design.scenario.map((entry) => entry.id),
    );
    const end = action.type === 'flush' ? {} : { untilS: Math.min(LAST_PLANNED_S, atS + PLAN_LENGTH_S) };
    return { ...design, scenario: [...design.scenario, { id, atS, ...end, target, action }] };
  });
}

function changeEntry(label: string, id: string, change: (entry: ScenarioEntry) => ScenarioEntry): void {
  applyEdit(label, (design) => ({
    ...design,
    scenario: design.scenario.map((entry) => (entry.id === id ? change(entry) : entry)),
  }));
  endGesture();
}

/** Begins an entry at another second; it lasts as long as before. */
export function movePlanned(id: string, atS: number): void {
  changeEntry('move a planned fault', id, (entry) => {
    if (entry.untilS === undefined) return { ...entry, atS };
    const lengthS = Number((entry.untilS - entry.atS).toPrecision(12));
    const startS = Math.min(atS, LAST_PLANNED_S - lengthS);
    return { ...entry, atS: startS, untilS: Number((startS + lengthS).toPrecision(12)) };
  });
}

/** Ends an entry at another second, or never (null). An end that is not after the start changes nothing. */
export function endPlanned(id: string, untilS: number | null): void {
  changeEntry('change a planned fault', id, (entry) => {
    if (untilS !== null) return untilS > entry.atS ? { ...entry, untilS } : entry;
    const { untilS: _end, ...rest } = entry;
    return rest;
  });
}

export function unplan(id: string): void {
  applyEdit('remove a planned fault', (design) => ({
    ...design,
    scenario: design.scenario.filter((entry) => entry.id !== id),
  }));
}
