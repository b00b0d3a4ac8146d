import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, linePosition } from './scan-json.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonFault', () => {
  it('accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (text, indent) => {
        expect(findJsonFault(JSON.stringify(JSON.parse(text), null, indent), 1_000)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with JSON.parse on JSON with one character changed, put in or taken out', () => {
    const characters = fc.constantFrom(...'{}[]",:\\0123456789-+.eEtrufalsn \n\t\u0000\u00e9'.split(''), '');
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), characters, fc.boolean(), (text, place, character, replace) => {
        const at = place % (text.length + 1);
        const changed = text.slice(0, at) + character + text.slice(at + (replace ? 1 : 0));
        expect(findJsonFault(changed, 1_000) === null).toBe(isJson(changed));
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes a string of megabytes, escaped or not', () => {
    expect(findJsonFault(JSON.stringify('x'.repeat(4_000_000)), 16)).toBeNull();
    expect(findJsonFault(JSON.stringify('\n'.repeat(2_000_000)), 16)).toBeNull();
  });

  it('counts depth exactly', () => {
    expect(findJsonFault('[[[]]]', 3)).toBeNull();
    expect(findJsonFault('[[[]]]', 2)).toEqual({ kind: 'depth', offset: 2, depth: 3 });
    expect(findJsonFault('[[],[],{"a":[]}]', 3)).toBeNull();
  });

  it('says what it expected and what it found', () => {
    expect(findJsonFault('{"a" 1}', 16)).toEqual({ kind: 'syntax', offset: 5, reason: 'expected ":", but found "1"' });
    expect(findJsonFault('[1, ]', 16)).toEqual({
      kind: 'syntax',
      offset: 4,
      reason: 'expected a value, but found "]"',
    });
  });
});

describe('linePosition', () => {
  it('counts from 1', () => {
    expect(linePosition('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(linePosition('ab\ncd', 3)).toEqual({ line: 2, column: 1 });
    expect(linePosition('ab\ncd', 5)).toEqual({ line: 2, column: 3 });
  });
});
