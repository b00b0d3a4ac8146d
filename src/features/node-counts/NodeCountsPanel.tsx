import { formatCount, quantityText } from '../../model/units.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { useLiveView } from '../../simulation-client/use-live-view.ts';
import { useFocus } from '../../state/selection.ts';
import { Section } from '../../ui/Section.tsx';

type Counts = Readonly<Record<string, number>>;

const ask = (id: string): Promise<Counts | null> => simulation.nodeCounts(id);

/** What the selected component has counted for itself: questions, repeats, violations, duplicates. Nothing for kinds that count nothing. */
export function NodeCountsPanel() {
  const focus = useFocus();
  const counts = useLiveView(focus.kind === 'node' ? focus.id : null, ask);
  if (counts === null || Object.keys(counts).length === 0) return null;
  return (
    <Section title="Counted since the start" foldable>
      <dl className="flex flex-col gap-0.5" data-testid="node-counts">
        {Object.entries(counts).map(([words, count]) => (
          <div key={words} className="flex items-baseline justify-between gap-2">
            <dt className="text-text-2 first-letter:uppercase">{words}</dt>
            <dd className="font-semibold tabular-nums">{quantityText(formatCount(count))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
