import type { TableContent } from './table-content.ts';

/** As often as the cards: faster could not be read. */
const INTERVAL_MS = 250;
/** Rows written above and below those in sight, so that none is empty while one scrolls. */
const MARGIN_ROWS = 8;

/** Number of the first row whose lower edge is below a line of the window; the rows come in that order. */
function firstBelow(rows: readonly HTMLTableRowElement[], y: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The rows in sight and a few around them; every row where there is no layout. */
function rowsInSight(body: HTMLTableSectionElement, scroller: HTMLElement): readonly HTMLTableRowElement[] {
  const rows = [...body.querySelectorAll('tr')];
  const view = scroller.getBoundingClientRect();
  if (view.height === 0) return rows;
  const first = firstBelow(rows, view.top) - MARGIN_ROWS;
  const end = firstBelow(rows, view.bottom) + 1 + MARGIN_ROWS;
  return rows.slice(Math.max(0, first), end);
}

function write(cell: HTMLElement, text: string, health: string): void {
  if (cell.textContent !== text) cell.textContent = text;
  if (cell.dataset['health'] !== health) cell.dataset['health'] = health;
}

/** Writes the figures of the rows in sight now. Cells of figures have no content of React's. */
export function writeFigures(body: HTMLTableSectionElement, scroller: HTMLElement, content: TableContent): void {
  for (const row of rowsInSight(body, scroller)) {
    const figures = content.figuresOf(row.dataset['id'] ?? '');
    content.figures.forEach((_name, i) => {
      const cell = row.children[content.columns.length + i];
      if (cell instanceof HTMLElement) write(cell, figures?.texts[i] ?? '–', figures?.health ?? 'idle');
    });
  }
}

/** Keeps the figures of the rows in sight up to date. Gives the function that ends it. */
export function followFigures(body: HTMLTableSectionElement, scroller: HTMLElement, content: TableContent): () => void {
  const update = (): void => writeFigures(body, scroller, content);
  const timer = setInterval(update, INTERVAL_MS);
  scroller.addEventListener('scroll', update, { passive: true });
  return () => {
    clearInterval(timer);
    scroller.removeEventListener('scroll', update);
  };
}
