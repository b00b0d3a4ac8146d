import { quantityText, type Quantity } from '../../model/units.ts';
import type { ConnectionFigures } from '../../state/figure-rows.ts';
import { useEdgeFigures } from '../../state/live-figures.ts';
import { useFocus } from '../../state/selection.ts';
import { Section } from '../../ui/Section.tsx';

const ROWS: readonly {
  readonly words: string;
  readonly help: string;
  readonly of: (figures: ConnectionFigures) => Quantity;
}[] = [
  { words: 'Open now', help: 'In use, or kept for the next call.', of: ({ open }) => open },
  { words: 'Idle of these', help: 'Kept until the idle time-out.', of: ({ idle }) => idle },
  { words: 'Opened', help: 'Since the start, each with its handshakes.', of: ({ opened }) => opened },
  { words: 'Calls that found one open', help: 'Since the start: they paid no handshake.', of: ({ reused }) => reused },
  {
    words: 'Resumed a TLS session',
    help: 'Opened with a ticket from before: a shorter handshake.',
    of: ({ resumed }) => resumed,
  },
  {
    words: 'Time spent on handshakes',
    help: 'Of the time of all calls that were answered lately.',
    of: ({ handshakes }) => handshakes,
  },
];

/** The connections of the selected call while a run goes on. Nothing for those that are always open. */
export function ConnectionsPanel() {
  const focus = useFocus();
  return focus.kind === 'edge' ? <ConnectionsOf id={focus.id} /> : null;
}

function ConnectionsOf({ id }: { readonly id: string }) {
  const connections = useEdgeFigures(id)?.connections ?? null;
  if (connections === null) return null;
  return (
    <Section title="Connections now" foldable>
      <dl className="flex flex-col gap-0.5" data-testid="connections">
        {ROWS.map(({ words, help, of }) => (
          <div key={words} className="flex items-baseline justify-between gap-2" title={help}>
            <dt className="text-text-2">{words}</dt>
            <dd className="font-semibold tabular-nums">{quantityText(of(connections))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
