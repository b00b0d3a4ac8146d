import { expect, it } from 'vitest';
import { linkBudget } from './link-budget.ts';

it('changes at 2,000, 4,000 and 32,000 characters', () => {
  const levels = [0, 2_000, 2_001, 4_000, 4_001, 32_000, 32_001, 1_000_000].map((length) => linkBudget(length).level);
  expect(levels).toEqual(['anywhere', 'anywhere', 'most-chats', 'most-chats', 'as-link', 'as-link', 'file', 'file']);
});

it('refuses lengths that do not exist', () => {
  expect(() => linkBudget(-1)).toThrow(RangeError);
  expect(() => linkBudget(Number.NaN)).toThrow(RangeError);
});
