import { useDesign } from '../../state/document.ts';
import { removeSelection, useSelection } from '../../state/selection.ts';
import { askTable, type TableSubject } from '../../state/table-view.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TABLE_CONTENTS } from './table-content.ts';

/** What can be done with the selected rows, for whoever has no keys: F2 and Delete do the same. */
export function RowActions({ subject, disabled }: { readonly subject: TableSubject; readonly disabled: boolean }) {
  const design = useDesign();
  const selected = useSelection((selection) => (subject === 'components' ? selection.nodes : selection.edges));
  const rows = TABLE_CONTENTS[subject].rowsOf(design).filter(({ id }) => selected.has(id));
  const [row] = rows;
  if (row === undefined) return null;
  const words = rows.length === 1 ? row.name : `${rows.length} ${subject}`;
  return (
    <span className="ml-auto flex items-center gap-1">
      {rows.length === 1 ? (
        <IconButton
          icon="pencil"
          label={subject === 'components' ? `Rename ${words}` : `Label ${words}`}
          keys={['F2']}
          disabled={disabled}
          onClick={() => askTable('rename')}
        />
      ) : null}
      <IconButton
        icon="trash"
        label={`Delete ${words}`}
        keys={['Del']}
        disabled={disabled}
        onClick={() => {
          removeSelection();
          askTable('rows');
        }}
      />
    </span>
  );
}
