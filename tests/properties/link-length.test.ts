import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import { shopDesign } from '../support/shop-design.ts';

const PRESETS = import.meta.glob<string>('../../presets/*.json', { eager: true, query: '?raw', import: 'default' });

describe('the link of a shop', () => {
  it.each([
    [5, 500],
    [10, 1_000],
    [30, 1_500],
    [200, 7_000],
    [1_000, 32_000],
  ])('of %i nodes has at most %i characters and opens as it was', async (nodeCount, maxLength) => {
    const design = shopDesign(nodeCount);
    const link = await encodeLink(design, findSpec);
    expect(link.length).toBeLessThanOrEqual(maxLength);
    expect(await decodeLink(link, findSpec)).toStrictEqual({ ok: true, value: design, notices: [] });
  });
});

describe('the link of a preset', () => {
  it.each(Object.entries(PRESETS))('%s fits into a chat and opens as it was', async (_, text) => {
    const read = parseDesignText(text, findSpec);
    if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
    expect(read.notices).toEqual([]);
    const link = await encodeLink(read.value, findSpec);
    expect(link.length).toBeLessThanOrEqual(1_900);
    expect(await decodeLink(link, findSpec)).toStrictEqual({ ok: true, value: read.value, notices: [] });
  });
});
