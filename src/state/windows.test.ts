import { describe, expect, it } from 'vitest';
import { BUFFER_KIND, HEADER, WINDOW } from '../model/snapshot.ts';
import { RunWindows } from './windows.ts';

function buffer(starts: readonly number[]): Float64Array {
  const values = new Float64Array(HEADER.length + starts.length * WINDOW.columns);
  values[HEADER.kind] = BUFFER_KIND.figures;
  values[HEADER.windowRows] = starts.length;
  starts.forEach((startS, row) => {
    values[HEADER.length + row * WINDOW.columns + WINDOW.startS] = startS;
    values[HEADER.length + row * WINDOW.columns + WINDOW.issued] = startS * 10;
  });
  return values;
}

describe('windows of a run', () => {
  it('are kept in order, beyond their first size', () => {
    const windows = new RunWindows();
    for (let start = 0; start < 500; start += 2) windows.ingest(buffer([start, start + 1]));
    expect(windows.count).toBe(500);
    expect([...windows.column(WINDOW.issued)].at(-1)).toBe(4_990);
  });

  it('are taken back when the run went back', () => {
    const windows = new RunWindows();
    windows.ingest(buffer([0, 1, 2, 3]));
    windows.ingest(buffer([0, 1]));
    expect([...windows.column(WINDOW.startS)]).toEqual([0, 1]);
  });

  it('drop the oldest beyond 20,000', () => {
    const windows = new RunWindows();
    for (let start = 0; start < 20_010; start += 10)
      windows.ingest(buffer(Array.from({ length: 10 }, (_, index) => start + index)));
    expect(windows.count).toBe(20_000);
    expect(windows.value(0, WINDOW.startS)).toBe(10);
  });

  it('tell their listeners once per buffer, and not for a buffer without windows', () => {
    const windows = new RunWindows();
    let told = 0;
    windows.subscribe(() => told++);
    windows.ingest(buffer([0, 1, 2]));
    windows.ingest(buffer([]));
    expect(told).toBe(1);
  });
});
