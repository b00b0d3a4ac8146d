import { useShallow } from 'zustand/react/shallow';
import { SPECS } from '../../kinds/specs.ts';
import type { KindGroup, KindSpec } from '../../model/kind-spec.ts';
import { addKind } from '../../state/add-kind.ts';
import { currentDesign, useDocument } from '../../state/document.ts';
import { callersFor } from '../../state/edits/placement.ts';
import { findNode } from '../../state/design-index.ts';
import { useSelection } from '../../state/selection.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { openAddMenu } from '../../state/tools.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { KIND_MIME } from '../../ui/kind-mime.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';

const GROUP_NAMES: Readonly<Record<KindGroup, string>> = {
  clients: 'Clients',
  routing: 'Naming and routing',
  compute: 'Compute',
  data: 'Data',
  realtime: 'Real time',
  structure: 'Places and notes',
};

const ALL: readonly KindSpec[] = Object.values(SPECS);

interface PaletteProps {
  /** Called after a component was placed; a sheet closes then. */
  readonly onPlaced?: () => void;
  /** Always with names, whatever the setting says: for sheets. */
  readonly alwaysOpen?: boolean;
}

/** Everything that can be drawn: drag it onto the canvas, or click to place it. */
export function Palette({ onPlaced, alwaysOpen = false }: PaletteProps) {
  const folded = useSettings((settings) => settings.paletteFolded) && !alwaysOpen;
  return (
    <nav aria-label="Components" className="flex h-full flex-col bg-surface-1">
      {alwaysOpen ? null : (
        <div className={folded ? 'flex flex-col items-center gap-1 p-2.5' : 'flex items-center gap-1 p-2'}>
          <SearchButton folded={folded} />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-2 pb-2">
        {(Object.keys(GROUP_NAMES) as KindGroup[]).map((group) => (
          <Group key={group} group={group} folded={folded} onPlaced={onPlaced} />
        ))}
      </div>
      {folded ? null : <PlacementHint />}
      {alwaysOpen ? null : (
        <div className="flex justify-end border-t border-line p-1.5">
          <IconButton
            small
            icon={folded ? 'chevron-right' : 'chevron-left'}
            label={folded ? 'Show names' : 'Show icons only'}
            tooltipSide="right"
            onClick={() => changeSettings({ paletteFolded: !folded })}
          />
        </div>
      )}
    </nav>
  );
}

function SearchButton({ folded }: { readonly folded: boolean }) {
  if (folded)
    return (
      <IconButton
        icon="search"
        label="Find a component"
        keys={['N']}
        tooltipSide="right"
        onClick={() => openAddMenu()}
      />
    );
  return (
    <button
      type="button"
      onClick={() => openAddMenu()}
      className="flex h-7 flex-1 items-center gap-2 rounded-md bg-surface-2 px-2 text-base text-text-3 hover:bg-surface-3"
    >
      <Icon name="search" size={14} />
      Find a component
      <kbd className="ml-auto rounded-sm border border-line-strong px-1 font-sans text-xs">N</kbd>
    </button>
  );
}

interface GroupProps {
  readonly group: KindGroup;
  readonly folded: boolean;
  readonly onPlaced: (() => void) | undefined;
}

function Group({ group, folded, onPlaced }: GroupProps) {
  const specs = ALL.filter((spec) => spec.group === group);
  if (specs.length === 0) return null;
  return (
    <section
      aria-label={GROUP_NAMES[group]}
      className={folded ? 'mb-1 border-t border-line pt-1 first:border-t-0' : 'mb-2'}
    >
      {folded ? null : <h3 className="px-2 pt-1.5 pb-1 text-xs font-medium text-text-3">{GROUP_NAMES[group]}</h3>}
      <ul className="flex flex-col gap-px">
        {specs.map((spec) => (
          <li key={spec.id}>
            <Item spec={spec} folded={folded} onPlaced={onPlaced} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({
  spec,
  folded,
  onPlaced,
}: {
  readonly spec: KindSpec;
  readonly folded: boolean;
  readonly onPlaced: (() => void) | undefined;
}) {
  const place = () => {
    addKind(spec.id);
    onPlaced?.();
  };
  return (
    <Tooltip
      side="right"
      text={
        <span className="flex flex-col">
          {folded ? <span className="font-semibold">{spec.name}</span> : null}
          <span>{spec.summary}</span>
        </span>
      }
    >
      <button
        type="button"
        draggable
        aria-label={`Add ${spec.name}`}
        data-kind={spec.id}
        onClick={place}
        onDragStart={(event) => {
          event.dataTransfer.setData(KIND_MIME, spec.id);
          event.dataTransfer.effectAllowed = 'copy';
        }}
        className={`group flex h-8 w-full items-center rounded-md text-base text-text-1 hover:bg-surface-3 active:bg-line-strong ${folded ? 'justify-center' : 'gap-2.5 px-2'}`}
      >
        <Icon name={spec.icon} size={16} className="shrink-0 text-text-2 group-hover:text-text-1" />
        {folded ? null : <span className="truncate">{spec.name}</span>}
      </button>
    </Tooltip>
  );
}

/** What a click does next, while something is selected that may call others. */
function PlacementHint() {
  const selected = useSelection(useShallow((state) => [...state.nodes]));
  const words = useDocument((state) => {
    const known = selected.filter((id) => findNode(state.present, id) !== undefined);
    if (known.length === 0) return null;
    const canCall = ALL.some(
      (spec) => spec.provides.length > 0 && callersFor(currentDesign(), spec.id, known).length === known.length,
    );
    if (!canCall) return null;
    return known.length === 1
      ? (findNode(state.present, known[0] ?? '')?.label ?? null)
      : `${known.length} selected components`;
  });
  if (words === null) return null;
  return (
    <p className="mx-2 mb-2 flex gap-1.5 rounded-md bg-accent-soft px-2 py-1.5 text-sm text-text-2">
      <Icon name="spline" size={14} className="mt-px shrink-0 text-accent" />
      <span className="min-w-0 break-words">
        A click adds it beside <b className="font-semibold text-text-1">{words}</b> and connects them.
      </span>
    </p>
  );
}
