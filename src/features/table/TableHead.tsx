import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { NamedSelect } from './NamedSelect.tsx';
import type { Sorting } from './sort-rows.ts';
import type { TableContent } from './table-content.ts';

interface SortProps {
  readonly content: TableContent;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting | null) => void;
}

/** Figures are looked at from the highest, words from A. */
function nextSorting({ columns }: TableContent, now: Sorting | null, column: number): Sorting {
  if (now?.column === column) return { column, descending: !now.descending };
  return { column, descending: column >= columns.length };
}

/** The names of the columns; each orders the rows. */
export function TableHead({ content, sorting, onSort }: SortProps) {
  return (
    <thead>
      <tr>
        {[...content.columns, ...content.figures].map((name, column) => {
          const isBy = sorting?.column === column;
          const direction = sorting?.descending === true ? 'descending' : 'ascending';
          return (
            <th
              key={name}
              scope="col"
              aria-sort={isBy ? direction : 'none'}
              data-figure={column >= content.columns.length}
            >
              <button type="button" onClick={() => onSort(nextSorting(content, sorting, column))}>
                <span className="truncate">{name}</span>
                <Icon
                  name={isBy && !(sorting?.descending ?? false) ? 'chevron-up' : 'chevron-down'}
                  size={13}
                  className={classNames('shrink-0', isBy ? 'text-accent' : 'invisible')}
                />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The same choice as a list, where the rows are cards and there is no head to press. */
export function SortChoice({ content, sorting, onSort }: SortProps) {
  const names = [...content.columns, ...content.figures];
  return (
    <NamedSelect
      label="Order"
      value={sorting === null ? '' : String(sorting.column)}
      options={[{ value: '', label: 'As drawn' }, ...names.map((label, column) => ({ value: String(column), label }))]}
      onChange={(value) => onSort(value === '' ? null : nextSorting(content, null, Number(value)))}
    />
  );
}
