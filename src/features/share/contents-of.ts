import { findSpec } from '../../kinds/specs.ts';
import { completeRun } from '../../model/complete-config.ts';
import type { Design } from '../../model/design.ts';
import { formatCount, formatUnit, quantityText } from '../../model/units.ts';
import { withinSentence } from '../../model/within-sentence.ts';

/** One line of what a link holds. */
export interface ContentLine {
  readonly label: string;
  readonly value: string;
}

function counted(count: number, one: string, many: string): string {
  return `${quantityText(formatCount(count))} ${count === 1 ? one : many}`;
}

function kindCounts(design: Design): string {
  const counts = new Map<string, number>();
  for (const { kind } of design.nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const words = [...counts].map(([kind, count]) => `${count} ${withinSentence(findSpec(kind)?.name ?? kind)}`);
  return words.length === 0 ? 'none' : words.join(', ');
}

/** Everything a link gives to whoever has it, so that nobody shares more than they mean to. */
export function contentsOf(design: Design): readonly ContentLine[] {
  const { seed, durationS } = completeRun(design.run);
  const texts = [design.description, ...design.nodes.map(({ label }) => label)].filter((text) => text !== '');
  return [
    { label: 'Name', value: design.name },
    { label: 'Components', value: kindCounts(design) },
    {
      label: 'Connections',
      value: counted(design.edges.length, 'connection with its settings', 'connections with their settings'),
    },
    { label: 'Texts', value: counted(texts.length, 'label or description', 'labels and descriptions') },
    {
      label: 'Planned faults',
      value: design.scenario.length === 0 ? 'none' : counted(design.scenario.length, 'fault', 'faults'),
    },
    {
      label: 'Objectives',
      value: design.objectives.length === 0 ? 'none' : counted(design.objectives.length, 'objective', 'objectives'),
    },
    { label: 'Run', value: `seed ${seed}, ${quantityText(formatUnit(durationS, 's'))}: the same figures for everyone` },
    { label: 'Results', value: 'none; they come out of the run' },
  ];
}
