import { describe, expect, test } from 'vitest';
import { codeOnly, withoutComments } from './code-text.ts';
import { importsOf } from './imports.ts';

const specifiers = (text: string) => importsOf('src/app/App.tsx', text).map((found) => found.specifier);

describe('reading imports', () => {
  test.each([
    [`import { a } from './a.ts';`, './a.ts'],
    [`import type { a, b } from './a.ts';`, './a.ts'],
    [`import a, { type b } from "./a.ts"`, './a.ts'],
    [`import {\n  a,\n  b,\n} from './a.ts';`, './a.ts'],
    [`import{a}from'./a.ts'`, './a.ts'],
    [`import * as a from './a.ts';`, './a.ts'],
    [`export { a } from './a.ts';`, './a.ts'],
    [`export * from './a.ts';`, './a.ts'],
    [`export type { a } from './a.ts';`, './a.ts'],
    [`import './a.css';`, './a.css'],
    [`const a = await import('./a.ts');`, './a.ts'],
    [`type A = import('./a.ts').A;`, './a.ts'],
    [`import.meta.glob<A>('./a/*.json')`, './a/*.json'],
    [`new URL('./a.ts', import.meta.url)`, './a.ts'],
    [`import url from '../../workers/browser.ts?worker&url';`, '../../workers/browser.ts?worker&url'],
  ])('%s', (text, specifier) => {
    expect(specifiers(text)).toEqual([specifier]);
  });

  test('what stands in a comment is not imported, what stands behind one is', () => {
    expect(specifiers(`// import { a } from './a.ts';\n/* import './b.ts' */ import './c.ts';`)).toEqual(['./c.ts']);
  });

  test('an apostrophe in the text of an element and a slash in an expression do not hide what follows', () => {
    const text = `const a = <p>don't</p>;\nconst b = /['"]\\//.test(c) || d / e / f;\nimport './a.ts';`;
    expect(specifiers(text)).toEqual(['./a.ts']);
  });

  test('a specifier is resolved from the file that names it, without its query', () => {
    const [found] = importsOf('src/features/run/client.ts', `import u from '../../../workers/browser.ts?worker&url'`);
    expect(found?.target).toBe('workers/browser.ts');
    expect(importsOf('src/app/App.tsx', `import 'react'`)[0]?.target).toBeUndefined();
  });
});

describe('reading code', () => {
  test('comments, strings and expressions are blanked and the lines stay', () => {
    const text = "a; // Math.random\nconst s = 'Date.now'; /* x\n y */ b(`t ${1}`, /Math.log/);";
    expect(codeOnly(text).split('\n')).toHaveLength(3);
    expect(codeOnly(text)).not.toMatch(/Math|Date/);
    expect(codeOnly(text)).toMatch(/b\(/);
  });

  test('a string that holds two slashes is not a comment', () => {
    expect(withoutComments("const a = 'b//c'; d();")).toBe("const a = 'b//c'; d();");
  });
});
