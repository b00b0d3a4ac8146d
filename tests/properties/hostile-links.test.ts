import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { checksum } from '../../src/model/link/checksum.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import type { Design } from '../../src/model/design.ts';
import type { Result } from '../../src/model/result.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A link around any text, with or without the right checksum. */
function linkOf(rest: string, sum: number = checksum(rest)): string {
  return `#v1.${deflateRawSync(Buffer.from(`[${sum},${rest}`)).toString('base64url')}`;
}

function codesOf(result: Result<Design>): readonly string[] {
  return result.ok ? [] : result.problems.map(({ code }) => code);
}

/**
 * What is unsound about a result, whatever came in: a design must read as itself without a notice, a refusal must have
 * numbered problems in whole words.
 */
function unsound(result: Result<Design>): readonly string[] {
  if (result.ok) {
    const again = readDesign(result.value, findSpec);
    const isSame = again.ok && again.notices.length === 0 && isDeepStrictEqual(again.value, result.value);
    return isSame ? [] : [`reads differently: ${JSON.stringify(again)}`];
  }
  if (result.problems.length === 0) return ['refused without a problem'];
  return result.problems.flatMap(({ code, message }) => {
    const isSound = /^RT[12]\d\d$/.test(code) && !/undefined|\[object|NaN\b(?!")/.test(message);
    return isSound ? [] : [`${code} ${message}`];
  });
}

describe('a link that was damaged', () => {
  it('never opens as another design, whichever character changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDesign({ maxNodes: 5 }),
        fc.nat(),
        fc.constantFrom(...ALPHABET),
        async (design, place, character) => {
          const link = await encodeLink(design, findSpec);
          const at = 4 + (place % (link.length - 4));
          const damaged = link.slice(0, at) + character + link.slice(at + 1);
          const read = await decodeLink(damaged, findSpec);
          expect(unsound(read)).toEqual([]);
          // The last character may have bits that no byte uses.
          if (read.ok) expect(read.value).toStrictEqual(design);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never opens when its end is missing', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDesign({ maxNodes: 5 }), fc.nat(), async (design, place) => {
        const link = await encodeLink(design, findSpec);
        const cut = link.slice(0, 4 + (place % (link.length - 5)));
        expect(codesOf(await decodeLink(cut, findSpec))).toEqual(['RT205']);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, whatever the text', async () => {
    const body = fc
      .array(fc.constantFrom(...ALPHABET), { maxLength: 200 })
      .map((characters) => `#v1.${characters.join('')}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), body), async (text) => {
        expect(unsound(await decodeLink(text, findSpec))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a compact form made by someone else', () => {
  it('gives a sound design or problems, whatever JSON is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 9 }), async (parts) => {
        expect(unsound(await decodeLink(linkOf(JSON.stringify(parts).slice(1)), findSpec))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives a sound design or problems when one part of a real one is swapped for anything', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDesign({ maxNodes: 6 }),
        fc.nat(),
        fc.jsonValue({ maxDepth: 3 }),
        async (design, place, value) => {
          const link = await encodeLink(design, findSpec);
          const tuple = JSON.parse(inflateRawSync(Buffer.from(link.slice(4), 'base64url')).toString()) as unknown[];
          const swapped = swapOne(tuple.slice(1), place, value);
          expect(unsound(await decodeLink(linkOf(JSON.stringify(swapped).slice(1)), findSpec))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('cannot reach a prototype', async () => {
    const node =
      '["1","a",0,0,"Label",{".__proto__":{".polluted":1,"g":7},".constructor":{".prototype":{".polluted":1}}}]';
    const read = await decodeLink(linkOf(`1,0,0,[${node}]]`), findSpec);
    expect(read.ok && read.value.nodes[0]!.config).toEqual({});
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['codes that do not exist', '1,0,0,[["zzz","a"]]]', 'RT113', 'nodes[0].kind'],
    ['an edge to a place beyond the nodes', '1,0,0,[["0","a"]],[[0,7]]]', 'RT113', 'edges[0].target'],
    ['a parent beyond the nodes', '1,0,0,[["0","a",0,0,0,0,9]]]', 'RT125', 'nodes[0].parent'],
    ['nodes that are a number', '1,0,0,5]', 'RT110', 'nodes'],
    ['a newer document inside', '9,0,0,[]]', 'RT108', 'version'],
  ])('%s are named', async (_, rest, code, path) => {
    const read = await decodeLink(linkOf(rest), findSpec);
    expect(read.ok ? [] : read.problems.map((problem) => [problem.code, problem.path])).toContainEqual([code, path]);
  });
});

/** `value` with the part number `place`, counted depth first, replaced. */
function swapOne(value: unknown, place: number, replacement: unknown): unknown {
  const count = countParts(value);
  let left = place % count;
  const walk = (part: unknown): unknown => {
    left -= 1;
    if (left === -1) return replacement;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, entry]) => [key, walk(entry)]));
  };
  const swapped = walk(value);
  return Array.isArray(swapped) ? swapped : [swapped];
}

function countParts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + countParts(part), 1);
}

describe('a link that is no link', () => {
  it.each([
    ['nothing', '', 'RT201'],
    ['another fragment', '#about', 'RT201'],
    ['another address', 'https://example.org/page', 'RT201'],
    ['version 0', '#v0.abc', 'RT201'],
    ['a newer version', '#v2.abc', 'RT202'],
    ['a million characters and one', `#v1.${'A'.repeat(1_000_000 - 3)}`, 'RT203'],
    ['a character of plain base64', '#v1.ab+c', 'RT204'],
    ['an emoji', '#v1.ab😀c', 'RT204'],
    ['an escape sequence', '#v1.ab\u001B[2J', 'RT204'],
    ['an empty body', '#v1.', 'RT205'],
    ['one character too many for base64', '#v1.abcde', 'RT205'],
    ['no deflate stream', '#v1.____', 'RT205'],
    ['a wrong checksum', linkOf('1,0,0,[]]', 5), 'RT205'],
    ['a text that is no JSON', linkOf('1,0,0,['), 'RT103'],
    ['a million brackets deep', linkOf('['.repeat(1_000_000)), 'RT102'],
  ])('%s', async (_, link, code) => {
    const startMs = performance.now();
    expect(codesOf(await decodeLink(link, findSpec))).toEqual([code]);
    expect(performance.now() - startMs).toBeLessThan(500);
  });

  it('a million brackets at the end of a link take no time', async () => {
    const startMs = performance.now();
    expect(codesOf(await decodeLink(`#v1.A${')'.repeat(900_000)}A`, findSpec))).toEqual(['RT204']);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

describe('a bomb', () => {
  it('of 256 MiB stops in less than 500 ms', async () => {
    const link = `#v1.${deflateRawSync(Buffer.alloc(256 * 1024 * 1024, 0x20), { level: 9 }).toString('base64url')}`;
    expect(link.length).toBeLessThan(1_000_000);
    const startMs = performance.now();
    expect(codesOf(await decodeLink(link, findSpec))).toEqual(['RT206']);
    expect(performance.now() - startMs).toBeLessThan(500);
  });

  it('of 5,001 nodes in a small link is refused with the number', async () => {
    const nodes = Array.from({ length: 5_001 }, (_, place) => ['1', place + 1]);
    const link = linkOf(`1,0,0,${JSON.stringify(nodes)}]`);
    const read = await decodeLink(link, findSpec);
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'RT112', message: expect.stringContaining('5001 nodes') as string }],
    });
  });
});

describe('a link in a sentence', () => {
  it('opens with what a chat put around it', async () => {
    const [design] = fc.sample(arbitraryDesign({ maxNodes: 5 }), { numRuns: 1, seed: 3 });
    const link = await encodeLink(design!, findSpec);
    const texts = [
      link.slice(1),
      `https://example.org/roundtrip/${link}`,
      `${link}).`,
      `  ${link}\n`,
      `https://example.org/?a=1${link}>`,
    ];
    const opened = await Promise.all(texts.map(async (text) => decodeLink(text, findSpec)));
    expect(opened).toStrictEqual(texts.map(() => ({ ok: true, value: design, notices: [] })));
  });
});

describe('a file that was damaged', () => {
  it('gives a sound design or problems, whichever bytes changed', () => {
    fc.assert(
      fc.property(
        arbitraryDesign({ maxNodes: 5 }),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }),
        (design, changes) => {
          const bytes = Buffer.from(writeDesign(design, findSpec));
          for (const [place, byte] of changes) bytes[place % bytes.length] = byte;
          expect(unsound(parseDesignText(bytes.toString('utf8'), findSpec))).toEqual([]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('gives a sound design or problems when one value is swapped for anything that JSON can say', () => {
    fc.assert(
      fc.property(arbitraryDesign({ maxNodes: 5 }), fc.nat(), fc.jsonValue(), (design, place, value) => {
        const whole = JSON.parse(writeDesign(design, findSpec)) as unknown;
        const swapped = swapOne(whole, place, value);
        expect(unsound(readDesign(Array.isArray(swapped) ? swapped[0] : swapped, findSpec))).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
