import { useEffect, useRef, type KeyboardEvent } from 'react';
import { goToStep, useDocument } from '../../state/document.ts';
import { stepsOf } from '../../state/step-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';

const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => Math.max(0, at - 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Up and down walk through the steps, without a stop of the Tab key for each. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = MOVES[event.key]?.(at, buttons.length - 1);
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}

/** Every step with its name, the oldest first: a click goes there, forwards or back. What was undone is dim. */
export function HistoryList() {
  const past = useDocument((state) => state.past);
  const present = useDocument((state) => state.present);
  const future = useDocument((state) => state.future);
  const revision = useDocument((state) => state.revision);
  const steps = stepsOf({ past, present, future, gesture: null });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[aria-current="step"]')?.focus();
  }, [past.length, revision]);
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-base font-semibold">History</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the buttons in it */}
      <ol ref={list} onKeyDown={walk} className="-m-1 flex max-h-[min(60dvh,420px)] flex-col overflow-auto p-1">
        <StepRow label="Opened" subject="" isUndone={false} isPresent={past.length === 0} count={0} />
        {steps.map((step, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the history
          <StepRow key={i} {...step} isPresent={past.length === i + 1} count={i + 1} />
        ))}
      </ol>
      <p className="text-sm text-text-3">
        {steps.length === 0
          ? 'Each edit becomes a step here.'
          : 'Choose a step to go there. A new edit replaces the dim ones.'}
      </p>
    </div>
  );
}

interface StepRowProps {
  readonly label: string;
  readonly subject: string;
  readonly isUndone: boolean;
  readonly isPresent: boolean;
  /** Steps done when it is the present one. */
  readonly count: number;
}

function StepRow({ label, subject, isUndone, isPresent, count }: StepRowProps) {
  return (
    <li>
      <button
        type="button"
        tabIndex={isPresent ? 0 : -1}
        aria-current={isPresent ? 'step' : undefined}
        onClick={() => goToStep(count)}
        className={classNames(
          'flex h-7 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-surface-3',
          isPresent ? 'bg-accent-soft font-medium text-text-1' : isUndone ? 'text-text-3' : 'text-text-1',
        )}
      >
        <span className="flex w-4 shrink-0 justify-center">
          {isPresent ? (
            <Icon name="check" size={14} className="text-accent" />
          ) : isUndone ? (
            <Icon name="redo" size={13} />
          ) : null}
        </span>
        <span className="shrink-0">{label}</span>
        <span className={classNames('min-w-0 flex-1 truncate text-sm', isUndone ? 'text-text-3' : 'text-text-2')}>
          {subject}
        </span>
        {isUndone ? <span className="sr-only">, undone</span> : null}
      </button>
    </li>
  );
}
