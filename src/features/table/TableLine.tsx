import { memo, useEffect, useRef, useState } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { classNames } from '../../ui/class-names.ts';
import { FIELD_LOOK } from '../../ui/TextField.tsx';
import type { TableContent, TableRow } from './table-content.ts';

interface TableLineProps {
  readonly row: TableRow;
  readonly content: TableContent;
  readonly selected: boolean;
  /** It is the one the Tab key reaches. */
  readonly isStop: boolean;
  /** Called with the new text, or null when it stays as it was; undefined while it is not being renamed. */
  readonly onRenamed: ((text: string | null) => void) | undefined;
}

/** One row. Its keys and clicks are heard by the table; the cells of figures are written by `live-cells.ts`. */
export const TableLine = memo(
  function TableLine({ row, content, selected, isStop, onRenamed }: TableLineProps) {
    const [first = '', ...others] = row.cells;
    return (
      <tr data-id={row.id} data-selected={selected}>
        <th scope="row">
          {onRenamed === undefined ? (
            <button
              type="button"
              tabIndex={isStop ? 0 : -1}
              aria-pressed={selected}
              {...(row.name === first ? {} : { 'aria-label': row.name })}
            >
              <bdi className="truncate">{first}</bdi>
            </button>
          ) : (
            <RenameField row={row} onDone={onRenamed} />
          )}
        </th>
        {others.map((text, i) => (
          <td key={content.columns[i + 1]} data-label={content.columns[i + 1]} title={text}>
            <bdi>{text}</bdi>
          </td>
        ))}
        {content.figures.map((name) => (
          <td key={name} data-label={name} data-figure={name}>
            –
          </td>
        ))}
      </tr>
    );
  },
  (before, after) =>
    before.selected === after.selected &&
    before.isStop === after.isStop &&
    before.onRenamed === after.onRenamed &&
    before.content === after.content &&
    before.row.id === after.row.id &&
    before.row.label === after.row.label &&
    before.row.name === after.row.name &&
    before.row.cells.every((text, i) => text === after.row.cells[i]),
);

function RenameField({ row, onDone }: { readonly row: TableRow; readonly onDone: (text: string | null) => void }) {
  const [text, setText] = useState(row.label);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      aria-label={`New name of ${row.name}`}
      value={text}
      maxLength={LIMITS.labelChars}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onDone(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(null);
      }}
      className={classNames(FIELD_LOOK, 'h-7')}
    />
  );
}
