import { formatMs, quantityText } from '../../model/units.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { actionWords, targetWords } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Section.tsx';
import { ACTIONS } from '../../model/actions.ts';

/** Everything that is broken or changed now, each with its end, and one button that heals it all. */
export function ActiveActions() {
  const active = useRun((run) => run.activeActions);
  const design = useDesign();
  if (active.length === 0) return null;
  return (
    <Section
      title={`In force now: ${active.length}`}
      actions={
        <Button small variant="primary" onClick={() => void simulation.endAction('all')}>
          Heal all
        </Button>
      }
    >
      <ul>
        {active.map((one) => (
          <li key={one.id} className="flex items-start gap-2 border-t border-line py-1.5 first:border-t-0">
            <Icon name={ACTIONS[one.action.type].icon} size={15} className="mt-0.5 shrink-0 text-fail" />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{targetWords(one.target, design)}</span>
              <span className="block text-sm text-text-2">
                {actionWords(one.action)}, since {quantityText(formatMs(one.sinceS * 1000))}
                {one.planned ? ', as planned' : ''}
              </span>
            </span>
            <Button
              small
              variant="outline"
              aria-label={`End ${actionWords(one.action)} on ${targetWords(one.target, design)}`}
              onClick={() => void simulation.endAction(one.id)}
            >
              End
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
