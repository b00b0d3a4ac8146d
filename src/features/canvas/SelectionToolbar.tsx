import { useSelection } from '../../state/selection.ts';
import { alignSelection, distributeSelection, groupSelection, ungroupSelection } from '../../state/selection-edits.ts';
import { useDocument } from '../../state/document.ts';
import { findNode } from '../../state/design-index.ts';
import { isGroup } from '../../state/edits/groups.ts';
import type { Alignment, Direction } from '../../state/edits/arrange.ts';
import { IconButton } from '../../ui/IconButton.tsx';

const ALIGNMENTS: readonly { readonly to: Alignment; readonly label: string; readonly keys: readonly string[] }[] = [
  { to: 'left', label: 'Align left edges', keys: ['Alt', 'A'] },
  { to: 'centre', label: 'Align centres', keys: ['Alt', 'H'] },
  { to: 'right', label: 'Align right edges', keys: ['Alt', 'D'] },
  { to: 'top', label: 'Align top edges', keys: ['Alt', 'W'] },
  { to: 'middle', label: 'Align middles', keys: ['Alt', 'V'] },
  { to: 'bottom', label: 'Align bottom edges', keys: ['Alt', 'S'] },
];

const DISTRIBUTIONS: readonly {
  readonly along: Direction;
  readonly label: string;
  readonly keys: readonly string[];
}[] = [
  { along: 'horizontal', label: 'Distribute horizontally', keys: ['Alt', 'Shift', 'H'] },
  { along: 'vertical', label: 'Distribute vertically', keys: ['Alt', 'Shift', 'V'] },
];

/** What can be done with two components or more, floating at the head of the canvas while they are selected. */
export function SelectionToolbar() {
  const ids = useSelection((state) => state.nodes);
  const count = useDocument((state) => [...ids].filter((id) => findNode(state.present, id) !== undefined).length);
  const hasGroup = useDocument((state) => [...ids].some((id) => isGroup(findNode(state.present, id))));
  if (count < 2) return null;
  return (
    <div
      role="toolbar"
      aria-label="Arrange the selection"
      className="floating flex max-w-full flex-wrap items-center justify-center gap-0.5 p-0.5"
    >
      {ALIGNMENTS.map(({ to, label, keys }) => (
        <IconButton
          key={to}
          icon={`align-${to}`}
          label={label}
          keys={keys}
          tooltipSide="bottom"
          onClick={() => alignSelection(to)}
        />
      ))}
      <span className="mx-0.5 h-4 w-px bg-line" />
      {DISTRIBUTIONS.map(({ along, label, keys }) => (
        <IconButton
          key={along}
          icon={`distribute-${along}`}
          label={label}
          keys={keys}
          tooltipSide="bottom"
          disabled={count < 3}
          onClick={() => distributeSelection(along)}
        />
      ))}
      <span className="mx-0.5 h-4 w-px bg-line" />
      <IconButton icon="group" label="Group" keys={['Ctrl', 'G']} tooltipSide="bottom" onClick={groupSelection} />
      {hasGroup ? (
        <IconButton
          icon="ungroup"
          label="Ungroup"
          keys={['Ctrl', 'Shift', 'G']}
          tooltipSide="bottom"
          onClick={ungroupSelection}
        />
      ) : null}
    </div>
  );
}
