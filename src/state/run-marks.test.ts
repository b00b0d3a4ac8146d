import { beforeEach, describe, expect, it } from 'vitest';
import type { ActiveAction } from '../model/worker-protocol.ts';
import {
  clearMarks,
  forgetMarksAfter,
  lastDecisionFor,
  markActions,
  markDecisions,
  markEdit,
  useRunMarks,
} from './run-marks.ts';

const CRASH: ActiveAction = {
  id: 1,
  target: { node: 'api', endpoint: 1 },
  action: { type: 'crash' },
  sinceS: 3,
  planned: false,
};
const SLOW: ActiveAction = {
  id: 2,
  target: { edge: 'e' },
  action: { type: 'latency', addMs: 100, jitterMs: 0 },
  sinceS: 5,
  planned: true,
};

beforeEach(clearMarks);
const marks = () => useRunMarks.getState().marks.map(({ kind, atS, untilS, words }) => ({ kind, atS, untilS, words }));

describe('marks on the time line', () => {
  it('begin with an action and end when it is gone', () => {
    markActions([CRASH], 3);
    markActions([CRASH, SLOW], 5);
    markActions([SLOW], 8);
    expect(marks()).toEqual([
      { kind: 'fault', atS: 3, untilS: 8, words: 'api, replica 2: Crash' },
      { kind: 'planned', atS: 5, untilS: undefined, words: 'e: Latency, 100\u00a0ms' },
    ]);
  });

  it('take edits in quick succession as one', () => {
    markEdit(1);
    markEdit(1.3);
    markEdit(4);
    expect(marks().map((mark) => mark.atS)).toEqual([1, 4]);
  });

  it('tell what the run did by itself, and forget what it did not when it goes back', () => {
    const out = { atS: 4, kind: 'scale', target: { node: 'api' }, words: 'Scaled out.', short: '+1 at 90 %' } as const;
    const back = {
      atS: 9,
      kind: 'rollback',
      target: { edge: 'e' },
      words: 'Rolled back.',
      short: 'rolled back',
    } as const;
    markDecisions([out]);
    markActions([SLOW], 5);
    markDecisions([out, back]);
    expect(marks().map(({ kind, words }) => [kind, words])).toEqual([
      ['decision', 'api: Scaled out.'],
      ['planned', 'e: Latency, 100\u00a0ms'],
      ['decision', 'e: Rolled back.'],
    ]);
    expect(lastDecisionFor(useRunMarks.getState().marks, 'api')?.decision?.short).toBe('+1 at 90 %');
    expect(lastDecisionFor(useRunMarks.getState().marks, 'web')).toBeUndefined();
    markDecisions([out]);
    expect(marks().filter(({ kind }) => kind === 'decision')).toHaveLength(1);
    markDecisions([]);
    expect(marks().map(({ kind }) => kind)).toEqual(['planned']);
  });

  it('forget what lies beyond a time the run went back to', () => {
    markEdit(1);
    markActions([CRASH], 3);
    forgetMarksAfter(2);
    expect(marks().map((mark) => mark.kind)).toEqual(['edit']);
  });
});
