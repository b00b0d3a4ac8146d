/** A column: its heading, and whether its cells are figures (flush right). */
export interface Column {
  readonly heading: string;
  readonly figures: boolean;
}

/** Longest text of a cell; a label may have 200 characters. */
const MAX_CELL_CHARS = 36;

function cut(cell: string, longest: number): string {
  const characters = Array.from(cell);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : cell;
}

/** Columns of plain text, two blanks apart, with a line of headings. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  longest = MAX_CELL_CHARS,
): string {
  const lines = [columns.map(({ heading }) => heading), ...rows].map((cells) =>
    cells.map((cell) => cut(cell, longest)),
  );
  const widths = columns.map((_, place) => Math.max(...lines.map((cells) => Array.from(cells[place] ?? '').length)));
  const padded = lines.map((cells) =>
    columns.map(({ figures }, place) => {
      const cell = cells[place] ?? '';
      const blanks = ' '.repeat((widths[place] ?? 0) - Array.from(cell).length);
      return figures ? blanks + cell : cell + blanks;
    }),
  );
  return padded.map((cells) => `  ${cells.join('  ')}`.trimEnd()).join('\n');
}
