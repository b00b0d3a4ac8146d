import { simulation } from '../../simulation-client/simulation-client.ts';
import { useRun } from '../../state/run.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** The one banner for everything that can go wrong with a run. */
export function RunBanner() {
  const problem = useRun((run) => run.problem);
  if (problem === null) return null;
  return (
    <div
      role="alert"
      className="flex items-center gap-3 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-3 text-base shadow-float"
    >
      <Icon name="triangle-alert" className="shrink-0 text-fail" />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{problem.title}.</strong>{' '}
        <span className="text-text-2">{problem.detail}</span>
      </p>
      {problem.remedy === 'stop' ? (
        <Button variant="danger" onClick={() => void simulation.stop()}>
          Stop it now
        </Button>
      ) : null}
      {problem.remedy === 'restart' ? (
        <Button variant="primary" onClick={() => void simulation.recover()}>
          Restart
        </Button>
      ) : null}
      <Button variant="quiet" icon="x" aria-label="Dismiss" onClick={() => simulation.dismissProblem()} />
    </div>
  );
}
