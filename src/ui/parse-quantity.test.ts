import { expect, test } from 'vitest';
import { editableText, parseQuantity, quantityProblem, stepOf } from './parse-quantity.ts';

test.each([
  ['250', 'ms', 250],
  ['2 s', 'ms', 2000],
  ['2s', 'ms', 2000],
  ['500us', 'ms', 0.5],
  ['1,5', 's', 1.5],
  ['2 min', 's', 120],
  ['50', 'ratio', 0.5],
  ['50 %', 'ratio', 0.5],
  ['7', 'ratio', 0.07],
  ['1.5k', 'count', 1500],
  ['3 k/s', 'perSecond', 3000],
  ['120/min', 'perSecond', 2],
  ['5 MB', 'bytes', 5_000_000],
  ['1 Gbit/s', 'mbps', 1000],
  ['10 000', 'count', 10_000],
  ['-3', 'none', -3],
] as const)('"%s" in %s is %d', (text, unit, value) => {
  expect(parseQuantity(text, unit)).toBe(value);
});

test.each([
  ['', 'ms'],
  ['fast', 'ms'],
  ['5 kg', 'ms'],
  ['1e999', 'none'],
  ['NaN', 'none'],
  ['Infinity', 'count'],
  ['5 toString', 'none'],
  ['--5', 'none'],
] as const)('"%s" in %s is no quantity', (text, unit) => {
  expect(parseQuantity(text, unit)).toBeNull();
});

test('what is shown reads back as the same value', () => {
  for (const value of [0.001, 0.07, 0.1, 1 / 3, 0.999, 1])
    expect(parseQuantity(editableText(value, 'ratio'), 'ratio')).toBeCloseTo(value, 10);
  expect(editableText(0.07, 'ratio')).toBe('7');
});

test('a refused text is explained with the limit and the unit', () => {
  const rules = { unit: 'ms', min: 1, max: 1000, integer: false } as const;
  expect(quantityProblem('0', rules)).toBe('At least 1 ms.');
  expect(quantityProblem('5 s', rules)).toBe('At most 1000 ms.');
  expect(quantityProblem('abc', rules)).toBe('Type a number, for instance 10 ms.');
  expect(quantityProblem('10', rules)).toBeNull();
  expect(quantityProblem('2.5', { unit: 'count', min: 1, max: 10, integer: true })).toBe('Type a whole number.');
});

test('a step of the arrow keys fits the size of the value', () => {
  const rules = { unit: 'ms', min: 0, max: 1e6, integer: false } as const;
  expect([0.1, 20, 400, 30_000].map((value) => stepOf(value, rules))).toEqual([0.005, 1, 20, 1000]);
  expect(stepOf(3, { unit: 'count', min: 1, max: 100, integer: true })).toBe(1);
});
