import { useDocument } from '../../state/document.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { startTour, useTour, wasTourTaken } from './tour-state.ts';
import { dismissHints, nextHint, useHints } from './hints-seen.ts';

/** Three at most: what one sees, how to break it, how to make it one's own. */
const HINTS = [
  {
    title: 'Each dot is a request',
    text: 'It goes out to the right and its answer comes back. Click one to see where its time went.',
  },
  { title: 'Break something', text: 'Select a card, choose Crash, and watch who notices and how it recovers.' },
  {
    title: 'Make it yours',
    text: 'Change any setting while it runs; Undo takes it back. Start empty from the gallery.',
  },
] as const;

/** What a first visit is told, one line at a time, beside the canvas and never over it. */
export function Hints() {
  const isDismissed = useHints((state) => state.isDismissed);
  const step = useHints((state) => state.step);
  const isEmpty = useDocument((state) => state.present.nodes.length === 0);
  const hint = HINTS[step];
  const isTouring = useTour((state) => state.step !== null);
  if (isDismissed || isTouring || isEmpty || hint === undefined) return null;
  const isLast = step === HINTS.length - 1;
  return (
    <aside
      aria-label="Hints"
      className="pointer-events-auto flex max-w-[34rem] max-md:hidden items-center gap-3 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-3 shadow-lift"
    >
      <p className="min-w-0 flex-1 text-sm text-text-2">
        <span className="block text-base font-semibold text-text-1">{hint.title}</span>
        {hint.text}
      </p>
      <span className="shrink-0 text-sm text-text-3">
        {step + 1} of {HINTS.length}
      </span>
      {isLast && !wasTourTaken() ? (
        <Button
          small
          onClick={() => {
            dismissHints();
            startTour();
          }}
        >
          Take the tour
        </Button>
      ) : null}
      <Button small onClick={() => nextHint(HINTS.length)}>
        {isLast ? 'Done' : 'Next'}
      </Button>
      <IconButton icon="x" label="Dismiss the hints" small onClick={dismissHints} />
    </aside>
  );
}
