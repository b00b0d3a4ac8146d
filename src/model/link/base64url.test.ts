import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

it('writes what RFC 4648 says', () => {
  const text = (words: string) => encodeBase64Url(new TextEncoder().encode(words));
  expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(text)).toEqual([
    '',
    'Zg',
    'Zm8',
    'Zm9v',
    'Zm9vYg',
    'Zm9vYmE',
    'Zm9vYmFy',
  ]);
  expect(encodeBase64Url(new Uint8Array([0xfb, 0xff, 0xbf]))).toBe('-_-_');
});

it('agrees with Node, there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
});

it('refuses what it cannot be', () => {
  expect(decodeBase64Url('a')).toBeNull();
  expect(decodeBase64Url('ab=')).toBeNull();
  expect(decodeBase64Url('a+bc')).toBeNull();
});
