import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';

const folder = new URL('../../presets/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

function read(name: string) {
  return readDesign(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), findSpec);
}

describe.each(names)('preset %s', (name) => {
  it('is read without a problem or a notice', () => {
    const result = read(name);
    expect(result).toMatchObject({ ok: true, notices: [] });
  });

  it('fits into a link of 2,000 characters that opens as the same design', async () => {
    const result = read(name);
    if (!result.ok) throw new Error('not read');
    const link = await encodeLink(result.value, findSpec);
    console.log(name, link.length);
    expect(link.length).toBeLessThanOrEqual(2_000);
    expect(await decodeLink(link, findSpec)).toEqual({ ok: true, value: result.value, notices: [] });
  });
});
