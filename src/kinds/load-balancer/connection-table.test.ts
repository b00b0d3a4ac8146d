import { describe, expect, it } from 'vitest';
import { ConnectionTable } from './connection-table.ts';

function create() {
  const ended: number[] = [];
  return { ended, table: new ConnectionTable((backend) => ended.push(backend)) };
}

describe('connection table', () => {
  it('remembers where a connection goes', () => {
    const { table } = create();
    table.open(10, 2);
    expect(table.backendOf(10)).toBe(2);
    expect(table.backendOf(11)).toBe(-1);
  });

  it('forgets a connection that is idle over two rotations, and no sooner', () => {
    const { table, ended } = create();
    table.open(10, 2);
    table.rotate();
    expect(ended).toEqual([]);
    table.rotate();
    expect(ended).toEqual([2]);
    expect(table.backendOf(10)).toBe(-1);
  });

  it('keeps a connection that is used between rotations', () => {
    const { table, ended } = create();
    table.open(10, 2);
    for (let rotation = 0; rotation < 10; rotation += 1) {
      table.rotate();
      expect(table.backendOf(10)).toBe(2);
    }
    expect(ended).toEqual([]);
  });

  it('ends connections one by one, by backend, or all, each once', () => {
    const { table, ended } = create();
    for (const [connection, backend] of [
      [1, 5],
      [2, 6],
      [3, 5],
      [4, 6],
    ] as const)
      table.open(connection, backend);
    table.rotate();
    table.open(5, 5);
    table.close(1);
    table.close(1);
    expect(ended).toEqual([5]);
    table.closeBackend(5);
    expect(ended).toEqual([5, 5, 5]);
    table.clear();
    expect(ended).toEqual([5, 5, 5, 6, 6]);
    table.clear();
    expect(ended).toHaveLength(5);
  });
});
