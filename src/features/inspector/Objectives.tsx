import { OBJECTIVE_METRICS, type Objective, type ObjectiveMetric } from '../../model/objectives.ts';
import { endGesture, setObjectives, useDocument } from '../../state/document.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { NumberField } from '../../ui/NumberField.tsx';
import { Section } from '../../ui/Section.tsx';
import { Select } from '../../ui/Select.tsx';
import { Editable } from './Editable.tsx';

const METRICS = Object.entries(OBJECTIVE_METRICS).map(([value, { label }]) => ({ value, label }));
const FIRST: Objective = { metric: 'p95Ms', comparison: '<', value: 250 };
/** Sensible values when the measure changes: the old number would mean something else. */
const TYPICAL: Readonly<Record<ObjectiveMetric, Pick<Objective, 'comparison' | 'value'>>> = {
  p50Ms: { comparison: '<', value: 100 },
  p95Ms: { comparison: '<', value: 250 },
  p99Ms: { comparison: '<', value: 500 },
  successRatio: { comparison: '>', value: 0.999 },
  goodputPerSecond: { comparison: '>', value: 50 },
};
const LARGEST = 1e7;

/** What the run should achieve; the report says whether it did. */
export function Objectives() {
  const objectives = useDocument((state) => state.present.objectives);
  const change = (next: readonly Objective[]) => {
    setObjectives(next);
    endGesture();
  };
  const replace = (at: number, objective: Objective) =>
    change(objectives.map((old, i) => (i === at ? objective : old)));
  return (
    <Section
      title="Objectives"
      actions={
        <Editable>
          <IconButton small icon="plus" label="Add an objective" onClick={() => change([...objectives, FIRST])} />
        </Editable>
      }
    >
      {objectives.length === 0 ? (
        <p className="text-sm text-text-3">None yet. The report says for each whether the run met it.</p>
      ) : null}
      <Editable>
        <ul className="flex flex-col gap-1.5">
          {objectives.map((objective, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- an objective has no identity but its place
            <li key={i} className="grid grid-cols-[minmax(0,1fr)_48px_88px_24px] items-start gap-1">
              <Select
                aria-label="Measure"
                value={objective.metric}
                options={METRICS}
                onChange={(metric) =>
                  replace(i, { ...objective, ...TYPICAL[metric as ObjectiveMetric], metric: metric as ObjectiveMetric })
                }
              />
              <Select
                aria-label="Comparison"
                value={objective.comparison}
                options={[
                  { value: '<', label: '<' },
                  { value: '>', label: '>' },
                ]}
                onChange={(comparison) => replace(i, { ...objective, comparison: comparison === '<' ? '<' : '>' })}
              />
              <NumberField
                label="Value"
                value={objective.value}
                unit={OBJECTIVE_METRICS[objective.metric].unit}
                min={0}
                max={objective.metric === 'successRatio' ? 1 : LARGEST}
                integer={false}
                onChange={(value) => replace(i, { ...objective, value: value ?? 0 })}
              />
              <IconButton
                small
                icon="trash"
                label="Remove this objective"
                className="mt-0.5"
                onClick={() => change(objectives.filter((_, at) => at !== i))}
              />
            </li>
          ))}
        </ul>
      </Editable>
    </Section>
  );
}
