import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
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
  const hint = HINTS[step];
  if (isDismissed || hint === undefined) return null;
  const isLast = step === HINTS.length - 1;
  return (
    <aside
      aria-label="Hints"
      className="pointer-events-auto flex w-72 flex-col gap-2 rounded-lg border border-line bg-surface-1 p-3 shadow-lift"
    >
      <div className="flex items-start gap-2">
        <p className="flex-1 font-semibold">{hint.title}</p>
        <IconButton icon="x" label="Dismiss the hints" small onClick={dismissHints} className="-mt-0.5 -mr-1" />
      </div>
      <p className="text-text-2">{hint.text}</p>
      <div className="flex items-center justify-between">
        <span className="text-sm text-text-3">
          {step + 1} of {HINTS.length}
        </span>
        <Button small onClick={() => nextHint(HINTS.length)}>
          {isLast ? 'Done' : 'Next'}
        </Button>
      </div>
    </aside>
  );
}
