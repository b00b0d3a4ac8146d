import { expect, it } from 'vitest';
import { OUTCOME, OUTCOME_OK, OUTCOMES, outcomeInfo } from './outcome.ts';

it('codes are places in the list, and the constant for ok is its code', () => {
  expect(OUTCOME.in_flight).toBe(0);
  expect(OUTCOME.ok).toBe(OUTCOME_OK);
  for (const { name } of OUTCOMES) expect(outcomeInfo(OUTCOME[name]).name).toBe(name);
});

it('a code that does not exist is a mistake of the program', () => {
  expect(() => outcomeInfo(OUTCOMES.length)).toThrow(RangeError);
});
