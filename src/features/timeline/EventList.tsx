import { useState } from 'react';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { quantityText, formatMs } from '../../model/units.ts';
import { useRunMarks, type RunMark } from '../../state/run-marks.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';

/** Latest first; beyond, the charts tell more than a list. */
const MOST_EVENTS = 60;

/** What each kind is called, so that the colour of a mark is not all there is. */
const KIND_WORDS: Readonly<Record<RunMark['kind'], string>> = {
  fault: 'by hand',
  planned: 'planned',
  edit: 'edit',
  traffic: 'by hand',
  decision: 'by itself',
};

function timeText(seconds: number): string {
  return quantityText(formatMs(seconds * 1_000));
}

function EventRow({ mark, onGo }: { readonly mark: RunMark; readonly onGo: () => void }) {
  const until = mark.untilS === undefined ? '' : ` to ${timeText(mark.untilS)}`;
  return (
    <li>
      <button
        type="button"
        title="Go to this time of the run"
        onClick={onGo}
        className="flex w-full flex-col gap-0.5 rounded-sm px-2 py-1.5 text-left hover:bg-surface-3"
      >
        <span className="flex w-full justify-between gap-2 text-xs text-text-3 tabular-nums">
          <span>
            {timeText(mark.atS)}
            {until}
          </span>
          <span>{KIND_WORDS[mark.kind]}</span>
        </span>
        <span className="text-sm break-words text-text-1">{mark.words}</span>
      </button>
    </li>
  );
}

/** Everything that happened to the run, in words: faults, plans, edits, and what it did by itself and why. */
export function EventList() {
  const [open, setOpen] = useState(false);
  const marks = useRunMarks((state) => state.marks);
  if (marks.length === 0) return null;
  const shown = marks.toSorted((a, b) => b.atS - a.atS).slice(0, MOST_EVENTS);
  const go = (mark: RunMark): void => {
    setOpen(false);
    void simulation.seek(mark.atS);
  };
  return (
    <Popover
      label="Events of the run"
      side="top"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button small variant="quiet" data-testid="event-list">
          {marks.length} {marks.length === 1 ? 'event' : 'events'}
        </Button>
      }
    >
      {/* Whoever has no pointer scrolls it by walking through its buttons. */}
      <ul className="-m-1 flex max-h-72 flex-col overflow-y-auto">
        {shown.map((mark) => (
          <EventRow key={mark.key} mark={mark} onGo={() => go(mark)} />
        ))}
      </ul>
    </Popover>
  );
}
