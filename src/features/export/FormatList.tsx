import { FORMAT_GROUPS, type FormatId } from './formats.ts';
import { classNames } from '../../ui/class-names.ts';

interface FormatListProps {
  readonly chosen: FormatId;
  readonly onChoose: (id: FormatId) => void;
}

/** All formats in their groups; one is chosen. */
export function FormatList({ chosen, onChoose }: FormatListProps) {
  return (
    <fieldset className="flex shrink-0 flex-wrap gap-x-4 gap-y-3 sm:w-40 sm:flex-col">
      <legend className="sr-only">Format</legend>
      {FORMAT_GROUPS.map(({ name, formats }) => (
        <div key={name}>
          <p className="pb-1 text-sm text-text-3">{name}</p>
          <div className="flex flex-wrap gap-1 sm:flex-col">
            {formats.map(({ id, label }) => (
              <label
                key={id}
                className={classNames(
                  'flex h-7 items-center rounded-md px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                  id === chosen ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-surface-2',
                )}
              >
                <input
                  type="radio"
                  name="export-format"
                  value={id}
                  checked={id === chosen}
                  onChange={() => onChoose(id)}
                  className="sr-only"
                />
                {label}
              </label>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
