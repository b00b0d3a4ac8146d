import { useId } from 'react';
import { ACTIONS, type ActionTarget } from '../../model/actions.ts';
import type { ScenarioEntry } from '../../model/design.ts';
import { actionWords, targetWords } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { endPlanned, LAST_PLANNED_S, movePlanned, unplan } from '../../state/planned-actions.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';

/** An entry lasts this long at least. */
const SHORTEST_S = 0.001;

/** Whether an entry is about this target: a node with its replicas, or an edge. */
function isAbout(entry: ScenarioEntry, target: ActionTarget): boolean {
  if ('edge' in target || 'edge' in entry.target)
    return 'edge' in target && 'edge' in entry.target && target.edge === entry.target.edge;
  return entry.target.node === target.node;
}

interface SecondsProps {
  readonly label: string;
  readonly words: string;
  readonly value: number | null;
  readonly min: number;
  readonly emptyLabel?: string;
  readonly onChange: (value: number | null) => void;
}

function Seconds({ label, words, value, min, emptyLabel, onChange }: SecondsProps) {
  const id = useId();
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5">
      <label htmlFor={id} className="shrink-0 text-sm text-text-3">
        {label}
        <span className="sr-only"> ({words})</span>
      </label>
      <NumberField
        id={id}
        value={value}
        unit="s"
        min={min}
        max={LAST_PLANNED_S}
        integer={false}
        emptyLabel={emptyLabel}
        onChange={onChange}
      />
    </span>
  );
}

function PlannedRow({ entry }: { readonly entry: ScenarioEntry }) {
  const target = targetWords(entry.target, useDesign());
  const words = `${actionWords(entry.action)} on ${target}`;
  return (
    <li className="flex flex-col gap-1 border-t border-line py-1.5 first:border-t-0">
      <span className="flex items-start gap-2">
        <Icon name={ACTIONS[entry.action.type].icon} size={15} className="mt-0.5 shrink-0 text-retry" />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{target}</span>
          <span className="block text-sm text-text-2">{actionWords(entry.action)}</span>
        </span>
        <IconButton small icon="trash" label={`Remove from the plan: ${words}`} onClick={() => unplan(entry.id)} />
      </span>
      <span className="flex items-start gap-3 pl-[23px]">
        <Seconds
          label="at"
          words={words}
          value={entry.atS}
          min={0}
          onChange={(atS) => {
            if (atS !== null) movePlanned(entry.id, atS);
          }}
        />
        {entry.action.type === 'flush' ? null : (
          <Seconds
            label="until"
            words={words}
            value={entry.untilS ?? null}
            min={Number((entry.atS + SHORTEST_S).toFixed(3))}
            emptyLabel="the end"
            onChange={(untilS) => endPlanned(entry.id, untilS)}
          />
        )}
      </span>
    </li>
  );
}

interface PlannedActionsProps {
  /** Only what is planned for this; null for everything. */
  readonly about: ActionTarget | null;
}

/** What happens by itself in each run of the design, in the order of time. */
export function PlannedActions({ about }: PlannedActionsProps) {
  const { scenario } = useDesign();
  const shown = scenario.filter((entry) => about === null || isAbout(entry, about)).toSorted((a, b) => a.atS - b.atS);
  return (
    <Section title="Planned">
      {shown.length === 0 ? (
        <p className="text-sm text-text-3">
          Nothing yet. "Plan" beside a fault makes it happen by itself in each run, at a time you choose.
        </p>
      ) : (
        <>
          <ul>
            {shown.map((entry) => (
              <PlannedRow key={entry.id} entry={entry} />
            ))}
          </ul>
          <p className="pt-1 text-sm text-text-3">A time that has passed counts from the next run on.</p>
        </>
      )}
    </Section>
  );
}
