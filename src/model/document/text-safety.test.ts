import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showValue, tameText } from './text-safety.ts';

describe('tameText', () => {
  it('changes nothing the second time, and never makes a text longer', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        'a',
        '\uD800',
        '\uDC00',
        '\u0301',
        '\u202E',
        '\u2066',
        '\u0000',
        '\u001B',
        '\r',
        '\n',
        '\t',
        '\u200B',
        '\uFEFF',
        '\u{E0041}',
        '👩',
        '\u200D',
      ),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), fc.boolean(), (text, multiline) => {
        const tame = tameText(text, multiline);
        expect(tameText(tame, multiline)).toBe(tame);
        expect(tame.length).toBeLessThanOrEqual(text.length);
        expect(tame).not.toMatch(/\p{Surrogate}|[\u202A-\u202E\u2066-\u2069]|\p{M}{9}/u);
        expect(new TextDecoder().decode(new TextEncoder().encode(tame))).toBe(tame);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps line breaks and tabs only where there may be several lines', () => {
    expect(tameText('a\r\nb\rc\u2028d\te', true)).toBe('a\nb\nc\nd\te');
    expect(tameText('a\r\nb\te', false)).toBe('a b e');
  });

  it('keeps what real scripts need', () => {
    for (const text of ['é', 'e\u0301', 'ไม่', 'नमस्ते', 'עִבְרִית', '👩‍👩‍👧', '🇪🇺', 'می\u200Cخواهم'])
      expect(tameText(text, false)).toBe(text);
  });

  it('takes linear time for a million stacked marks', () => {
    const startMs = performance.now();
    expect(tameText(`a${'\u0301'.repeat(1_000_000)}`, true)).toHaveLength(9);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

describe('showValue', () => {
  it('is short and tame for anything', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        const shown = showValue(value);
        expect(shown.length).toBeLessThan(400);
        expect(shown).not.toMatch(/\p{Cc}|\p{Surrogate}/u);
      }),
    );
    expect(showValue('x'.repeat(1_000_000)).length).toBeLessThan(70);
  });
});
