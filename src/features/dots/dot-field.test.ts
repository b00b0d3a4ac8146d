import { describe, expect, it } from 'vitest';
import { HEADER, HOP, HOP_LOOKS, type HopLook } from '../../model/snapshot.ts';
import { DotField, MAX_KEPT, MAX_KEPT_PER_EDGE, type DotPlace } from './dot-field.ts';

interface Hop {
  readonly edge: number;
  readonly start: number;
  readonly duration: number;
  readonly look: HopLook;
  readonly request?: number;
}

function hops(rows: readonly Hop[]): Float64Array {
  const buffer = new Float64Array(HEADER.length + rows.length * HOP.columns);
  buffer[HEADER.hopRows] = rows.length;
  rows.forEach((hop, row) => {
    const base = HEADER.length + row * HOP.columns;
    buffer[base + HOP.edgeRow] = hop.edge;
    buffer[base + HOP.startNs] = hop.start;
    buffer[base + HOP.durationNs] = hop.duration;
    buffer[base + HOP.look] = HOP_LOOKS.indexOf(hop.look);
    buffer[base + HOP.requestId] = hop.request ?? row + 1;
  });
  return buffer;
}

const TRUE_TIME = { minFlightNs: 0, fadeNs: 400 };

function fieldOf(rows: readonly Hop[], visibility = TRUE_TIME): DotField {
  const field = new DotField();
  field.setRows(['a', 'b', 'c']);
  field.take(hops(rows), visibility);
  return field;
}

function placeAt(field: DotField, timeNs: number, dot = 0): DotPlace | null {
  const place: DotPlace = { share: 0, alpha: 1, isReply: false };
  return field.place(dot, timeNs, place) ? place : null;
}

describe('the place of a dot', () => {
  it('is a pure function of simulated time: from source to target for a request', () => {
    const field = fieldOf([{ edge: 0, start: 1_000, duration: 100, look: 'request' }]);
    expect(placeAt(field, 999)).toBeNull();
    expect(placeAt(field, 1_050)?.share).toBe(0.5);
    expect(placeAt(field, 1_025)?.share).toBe(0.25);
    expect(placeAt(field, 1_050)?.share).toBe(0.5);
  });

  it('is from target to source for a reply', () => {
    const field = fieldOf([{ edge: 0, start: 0, duration: 100, look: 'hit' }]);
    expect(placeAt(field, 25)).toEqual({ share: 0.75, alpha: 1, isReply: true });
  });

  it('stays at its end and fades for a failure', () => {
    const field = fieldOf([{ edge: 0, start: 0, duration: 100, look: 'failed' }]);
    expect(placeAt(field, 100)).toMatchObject({ share: 0, alpha: 1 });
    expect(placeAt(field, 300)).toMatchObject({ share: 0, alpha: 0.5 });
    field.expire(499, 1e9);
    expect(field.count).toBe(1);
    field.expire(500, 1e9);
    expect(field.count).toBe(0);
  });

  it('stops half way when the packet is lost', () => {
    const field = fieldOf([{ edge: 0, start: 0, duration: 100, look: 'lost' }]);
    expect(placeAt(field, 25)?.share).toBe(0.25);
    expect(placeAt(field, 50)).toMatchObject({ share: 0.5, alpha: 1 });
    expect(placeAt(field, 250)).toMatchObject({ share: 0.5, alpha: 0.5 });
  });
});

describe('the field of dots', () => {
  it('draws a short flight for as long as it takes to be seen, and what follows it after it', () => {
    const field = fieldOf(
      [
        { edge: 0, start: 0, duration: 10, look: 'request', request: 1 },
        { edge: 1, start: 15, duration: 10, look: 'request', request: 1 },
        { edge: 1, start: 40, duration: 10, look: 'ok', request: 1 },
      ],
      { minFlightNs: 100, fadeNs: 0 },
    );
    expect(placeAt(field, 99, 1)).toBeNull();
    expect(placeAt(field, 150, 1)?.share).toBe(0.5);
    expect(placeAt(field, 199, 2)).toBeNull();
    expect(placeAt(field, 250, 2)?.share).toBe(0.5);
  });

  it('shows parallel calls of one request beside each other', () => {
    const field = fieldOf(
      [
        { edge: 0, start: 0, duration: 10, look: 'request', request: 1 },
        { edge: 1, start: 20, duration: 10, look: 'request', request: 1 },
        { edge: 2, start: 20, duration: 10, look: 'request', request: 1 },
      ],
      { minFlightNs: 100, fadeNs: 0 },
    );
    expect(placeAt(field, 150, 1)?.share).toBe(0.5);
    expect(placeAt(field, 150, 2)?.share).toBe(0.5);
  });

  it('keeps a bounded number of dots, per edge and in all', () => {
    const rows = Array.from({ length: 1_000 }, (): Hop => ({ edge: 1, start: 0, duration: 100, look: 'request' }));
    expect(fieldOf(rows).count).toBe(MAX_KEPT_PER_EDGE);
    const field = new DotField();
    field.setRows(Array.from({ length: 200 }, (_, index) => `e${index}`));
    field.take(
      hops(
        Array.from({ length: 30_000 }, (_, index): Hop => ({ edge: index % 200, start: 0, duration: 100, look: 'ok' })),
      ),
      TRUE_TIME,
    );
    expect(field.count).toBe(MAX_KEPT);
  });

  it('has room again on an edge when dots there are done', () => {
    const rows = Array.from({ length: MAX_KEPT_PER_EDGE }, (): Hop => ({
      edge: 1,
      start: 0,
      duration: 100,
      look: 'request',
    }));
    const field = fieldOf(rows);
    field.expire(100, 1e9);
    field.take(hops(rows.map((row) => ({ ...row, start: 200 }))), TRUE_TIME);
    expect(field.count).toBe(MAX_KEPT_PER_EDGE);
  });

  it('keeps dots on their edge when an edit changes the rows', () => {
    const field = fieldOf([{ edge: 2, start: 0, duration: 100, look: 'request' }]);
    field.setRows(['c']);
    field.take(hops([{ edge: 0, start: 0, duration: 100, look: 'request' }]), TRUE_TIME);
    expect([field.edgeId(field.edge[0] ?? -1), field.edgeId(field.edge[1] ?? -1)]).toEqual(['c', 'c']);
  });

  it('removes dots of a future that a step back took away', () => {
    const field = fieldOf([{ edge: 0, start: 5_000, duration: 100, look: 'request' }]);
    field.expire(1_000, 500);
    expect(field.count).toBe(0);
  });
});
