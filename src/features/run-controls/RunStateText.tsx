import { useRun } from '../../state/run.ts';
import { classNames } from '../../ui/class-names.ts';
import { stateWords } from './state-words.ts';

const DOTS = {
  empty: 'border border-line-control',
  paused: 'bg-idle',
  running: 'bg-ok',
  finished: 'border-2 border-ok',
  stopped: 'rotate-45 rounded-none bg-fail',
} as const;

/** The state of the run in words; `app/announce-run.ts` reads it out when it changes. */
export function RunStateText() {
  const state = useRun((run) => run.state);
  const stopReason = useRun((run) => run.stopReason);
  return (
    <span data-testid="run-state" className="flex min-w-[72px] items-center gap-1.5 text-sm text-text-2">
      <span aria-hidden="true" className={classNames('size-2 shrink-0 rounded-full', DOTS[state])} />
      {stateWords(state, stopReason)}
    </span>
  );
}
