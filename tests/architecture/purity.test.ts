import { describe, expect, test } from 'vitest';
import { purityBreaches, sinkBreaches } from './purity.ts';
import { madeUpTree, readTree } from './source-tree.ts';

const code = readTree('src', 'workers');

describe('the code as it is', () => {
  test('the model, the algorithms, the behaviours and the engine have no dice, clock, timer or inexact function', () => {
    expect(purityBreaches(code)).toEqual([]);
  });

  test('text becomes markup or code nowhere', () => {
    expect(sinkBreaches(code)).toEqual([]);
  });
});

describe('impure code is caught', () => {
  test.each([
    'Math.random()',
    'Math\n.log(x)',
    'Math.log10(x)',
    'Math.expm1(x)',
    'Math.atanh(x)',
    'Math.hypot(a, b)',
    'x ** 2',
    "Math['random']()",
    'const { random } = Math;',
    'Date.now()',
    'new Date()',
    'performance.now()',
    'setTimeout(run, 1)',
    'queueMicrotask(run)',
    'crypto.getRandomValues(bytes)',
    'a.localeCompare(b)',
    '`a ${Math.random()} b`',
  ])('%s', (text) => {
    for (const path of [
      'src/model/a.ts',
      'src/algorithms/b/a.ts',
      'src/kinds/cache/behaviour.ts',
      'workers/simulation/a.ts',
    ]) {
      expect(purityBreaches(madeUpTree({ [path]: text })), path).toHaveLength(1);
    }
  });

  test.each([
    'Math.sqrt(2)',
    'Math.imul(a, b)',
    'Math.floor(a / b)',
    '// Math.random',
    '/** a ** b */',
    "'Date.now()'",
    '`Date.now()`',
    'updateDate(a)',
  ])('%s is let through', (text) => {
    expect(purityBreaches(madeUpTree({ 'src/model/a.ts': text }))).toEqual([]);
  });

  test('the page and the tests may look at the clock', () => {
    const tree = madeUpTree({
      'src/app/a.ts': 'Date.now()',
      'src/model/a.test.ts': 'Math.random()',
      'workers/browser.ts': 'performance.now()',
    });
    expect(purityBreaches(tree)).toEqual([]);
  });
});

describe('a markup sink is caught', () => {
  test.each([
    'a.innerHTML = b',
    'a.outerHTML = b',
    "a.insertAdjacentHTML('beforeend', b)",
    '<p dangerouslySetInnerHTML={{ __html: a }} />',
    'document.write(a)',
    'eval(a)',
    'new Function(a)',
    "new DOMParser().parseFromString(a, 'text/html')",
  ])('%s', (text) => {
    expect(sinkBreaches(madeUpTree({ 'src/app/a.tsx': text }))).toHaveLength(1);
  });
});
