import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';

interface OldLink {
  readonly link: string;
  /** What was in it, as the file it would have been at that time. */
  readonly document: unknown;
}

const OLD_LINKS = import.meta.glob<OldLink>('./links/*.json', { eager: true, import: 'default' });

/** Which links have ever been in the corpus, with a digest of each. Lines are only added. */
const CORPUS = new URL('links-corpus.json', import.meta.url);

function digestsNow(): Readonly<Record<string, string>> {
  const folder = new URL('links/', import.meta.url);
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(new URL(file, folder)))
      .digest('hex');
  return Object.fromEntries(readdirSync(folder).map((file) => [file, digest(file)]));
}

// A link that somebody has opens for ever, as what it was.
it.each(Object.entries(OLD_LINKS))('%s still opens as the document it was made of', async (_, { link, document }) => {
  const opened = await decodeLink(link, findSpec);
  const expected = readDesign(document, findSpec);
  if (!opened.ok || !expected.ok) throw new Error(JSON.stringify([opened, expected], null, 1));
  expect(opened.value).toStrictEqual(expected.value);
  expect(opened.value.nodes).toHaveLength((document as { nodes: unknown[] }).nodes.length);
  expect(opened.notices).toEqual([]);
});

// ROUNDTRIP_UPDATE_LINKS=1 takes new files into the list; it never changes or drops a line.
it('the corpus only grows: no link is changed or taken away', () => {
  const known = JSON.parse(readFileSync(CORPUS, 'utf8')) as Record<string, string>;
  const now = digestsNow();
  if (process.env['ROUNDTRIP_UPDATE_LINKS'] === '1')
    writeFileSync(CORPUS, `${JSON.stringify({ ...now, ...known }, null, 2)}\n`);
  else
    expect(
      Object.keys(now).filter((file) => known[file] === undefined),
      'files that are not in the list',
    ).toEqual([]);
  expect(now).toMatchObject(known);
});

it('a link of a newer version is refused by name, and one that is cut off says so', async () => {
  const [first] = Object.values(OLD_LINKS);
  const link = first?.link ?? '';
  const newer = await decodeLink(link.replace('#v1.', '#v2.'), findSpec);
  const cut = await decodeLink(link.slice(0, -9), findSpec);
  expect(newer.ok ? [] : newer.problems.map(({ code }) => code)).toEqual(['RT202']);
  expect(cut.ok ? [] : cut.problems.map(({ code }) => code)).toEqual(['RT205']);
});
