import { ACTIONS, type Action, type ActionTarget } from '../model/actions.ts';
import type { Design } from '../model/design.ts';
import { formatUnit, quantityText } from '../model/units.ts';
import { indexOf } from './design-index.ts';

/** Name of a node in the design, or its id once it is gone. */
export function nodeName(design: Design, id: string): string {
  return indexOf(design).nodes.get(id)?.label ?? id;
}

/** What an action is aimed at: "API", "API, replica 2", "API to Orders". */
export function targetWords(target: ActionTarget, design: Design): string {
  if ('edge' in target) {
    const edge = indexOf(design).edges.get(target.edge);
    return edge === undefined ? target.edge : `${nodeName(design, edge.source)} to ${nodeName(design, edge.target)}`;
  }
  const name = nodeName(design, target.node);
  return target.endpoint === undefined ? name : `${name}, replica ${target.endpoint + 1}`;
}

/** An action with its parameters: "Slow, 10 ×", "Packet loss, 5 %". Parameters that do nothing are left out. */
export function actionWords(action: Action): string {
  const spec = ACTIONS[action.type];
  const values = Object.entries(spec.fields)
    .map(([name, field]) => ({ value: (action as unknown as Record<string, unknown>)[name], field }))
    .filter(({ value }) => typeof value === 'number' && value !== 0)
    .map(({ value, field }) => quantityText(formatUnit(value as number, field.unit)));
  return [spec.label, ...values].join(', ');
}
