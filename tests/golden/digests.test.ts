import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../workers/simulation/engine-version.ts';
import { digestsOf } from '../support/digest-entry.ts';

/**
 * Did any result change? A digest covers every request of a run. When results are meant to change, raise ENGINE_VERSION if they were ever
 * released, and write the digests anew: ROUNDTRIP_UPDATE_DIGESTS=1 npx vitest run --project golden tests/golden/digests.test.ts
 */
const file = new URL('digests.json', import.meta.url);
const folder = new URL('../../presets/', import.meta.url);
const SEEDS = [1, 2, 3];

interface Golden {
  readonly engineVersion: string;
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

const names = readdirSync(folder)
  .map((entry) => entry.replace(/\.json$/, ''))
  .toSorted();

function digestsNow(name: string): string[] {
  return digestsOf(readFileSync(new URL(`${name}.json`, folder), 'utf8'), SEEDS);
}

if (process.env['ROUNDTRIP_UPDATE_DIGESTS'] === '1') {
  const digests = Object.fromEntries(names.map((name) => [name, digestsNow(name)]));
  writeFileSync(file, `${JSON.stringify({ engineVersion: ENGINE_VERSION, digests }, null, 2)}\n`);
}

const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

describe('digests of the presets stay what they are', () => {
  it('there is one for every preset and for this engine', () => {
    expect(Object.keys(golden.digests)).toEqual(names);
    expect(golden.engineVersion).toBe(ENGINE_VERSION);
  });

  it.each(names)('%s', (name) => {
    expect(digestsNow(name)).toEqual(golden.digests[name]);
    expect(new Set(golden.digests[name]).size).toBe(SEEDS.length);
  });
});
