import { expect, test } from 'vitest';
import { LOCATIONS, rttBetweenMs } from '../../model/geography.ts';
import { deriveStream } from '../sampling/sfc32.ts';
import { createZipf } from '../sampling/zipf.ts';
import { Digest } from '../statistics/digest.ts';
import { exp } from './exp.ts';
import { inverseNormal } from './inverse-normal.ts';
import { ln } from './ln.ts';
import { pow } from './pow.ts';
import { sinTurns } from './sin-turns.ts';

test('two million results have the same bits as in Chromium 156 and Node 20, where this digest was taken', () => {
  const digest = new Digest();
  const stream = deriveStream(1, 'x', 'y');
  const table = createZipf(1_000, 0.9, stream);
  const rejection = createZipf(1_000_000, 1.1, stream);
  for (let i = 0; i < 300_000; i++) {
    const u = stream.uniform() + 1e-12;
    digest.add(ln(u));
    digest.add(exp(u * 40 - 20));
    digest.add(pow(u * 9, u * 8 - 4));
    digest.add(sinTurns(u * 3));
    digest.add(inverseNormal(u));
    digest.add(table.next());
    digest.add(rejection.next());
  }
  for (const from of LOCATIONS) for (const to of LOCATIONS) digest.add(rttBetweenMs(from.id, to.id));
  expect(digest.hex()).toBe('f178cc575ea6c087');
});
