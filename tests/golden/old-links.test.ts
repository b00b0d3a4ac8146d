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

// The corpus only grows: a link that somebody has opens for ever, as what it was.
it.each(Object.entries(OLD_LINKS))('%s still opens as the document it was made of', async (_, { link, document }) => {
  const opened = await decodeLink(link, findSpec);
  const expected = readDesign(document, findSpec);
  if (!opened.ok || !expected.ok) throw new Error(JSON.stringify([opened, expected], null, 1));
  expect(opened.value).toStrictEqual(expected.value);
  expect(opened.value.nodes).toHaveLength((document as { nodes: unknown[] }).nodes.length);
  expect(opened.notices).toEqual([]);
});
