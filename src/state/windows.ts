import { BUFFER_KIND, EDGE, ENDPOINT, HEADER, NODE, WINDOW } from '../model/snapshot.ts';

/** Rows kept at most; at one per simulated second this is more than five hours. */
const MAX_ROWS = 20_000;

/** Where the window rows of a figures buffer begin. */
export function windowOffset(buffer: Float64Array): number {
  const rows = (column: number): number => buffer[column] ?? 0;
  return (
    HEADER.length +
    rows(HEADER.nodeRows) * NODE.columns +
    rows(HEADER.edgeRows) * EDGE.columns +
    rows(HEADER.endpointRows) * ENDPOINT.columns
  );
}

/** All closed windows of the run, row by row as `WINDOW` lays them out; outside React. */
export class RunWindows {
  private values = new Float64Array(64 * WINDOW.columns);
  private rows = 0;
  private readonly listeners = new Set<() => void>();

  get count(): number {
    return this.rows;
  }

  /** Value of one column of one window; NaN beyond the end. */
  value(row: number, column: number): number {
    return row < this.rows ? (this.values[row * WINDOW.columns + column] ?? Number.NaN) : Number.NaN;
  }

  /** One column of all windows, oldest first. */
  column(column: number): Float64Array {
    const result = new Float64Array(this.rows);
    for (let row = 0; row < this.rows; row++) result[row] = this.value(row, column);
    return result;
  }

  clear(): void {
    this.rows = 0;
    this.tell();
  }

  /** Called after windows were added or taken away. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Takes the new windows of a figures buffer. A window that starts before the last one means that the run went back:
   * what came after it is dropped.
   */
  ingest(buffer: Float64Array): void {
    const added = buffer[HEADER.windowRows] ?? 0;
    if (buffer[HEADER.kind] !== BUFFER_KIND.figures || added === 0) return;
    const offset = windowOffset(buffer);
    for (let row = 0; row < added; row++) {
      const base = offset + row * WINDOW.columns;
      this.append(buffer.subarray(base, base + WINDOW.columns));
    }
    this.tell();
  }

  private append(window: Float64Array): void {
    const startS = window[WINDOW.startS] ?? 0;
    while (this.rows > 0 && this.value(this.rows - 1, WINDOW.startS) >= startS) this.rows--;
    if (this.rows === MAX_ROWS) {
      this.values.copyWithin(0, WINDOW.columns, this.rows * WINDOW.columns);
      this.rows--;
    }
    if ((this.rows + 1) * WINDOW.columns > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values.set(window, this.rows * WINDOW.columns);
    this.rows++;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const runWindows = new RunWindows();
