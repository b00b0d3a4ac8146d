import { expect, it } from 'vitest';
import { LINK_PROBLEMS } from '../link/problem-codes.ts';
import { DOCUMENT_PROBLEMS } from './problem-codes.ts';
import { fillWords } from './problem-text.ts';

const ALL = { ...DOCUMENT_PROBLEMS, ...LINK_PROBLEMS };

it('every problem is a sentence or more in plain words, under a number of its own', () => {
  expect(Object.keys(ALL)).toHaveLength(Object.keys(DOCUMENT_PROBLEMS).length + Object.keys(LINK_PROBLEMS).length);
  for (const [code, text] of Object.entries(ALL)) {
    expect(code).toMatch(/^RT[12]\d\d$/);
    expect(text).toMatch(/^[{A-Z].*[.}]$/);
    expect(text).not.toContain('!');
  }
  expect(new Set(Object.values(ALL)).size).toBe(Object.keys(ALL).length);
});

it('fills in words without reading placeholders in them', () => {
  expect(fillWords('{a} of {b}', { a: '{b}', b: 2 })).toBe('{b} of 2');
  expect(fillWords('{a}', { a: '$&$1' })).toBe('$&$1');
});
