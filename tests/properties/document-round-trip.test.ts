import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import { ACTIONS } from '../../src/model/actions.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';

/** The same document with the keys of every object the other way round. */
function withReversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, entry]) => [key, withReversedKeys(entry)]),
  );
}

describe('the designs drawn', () => {
  it('cover every kind, action, metric and kind of target, edges, parents and sizes', () => {
    const designs = fc.sample(arbitraryDesign(), { numRuns: 400, seed: 1 });
    const nodes = designs.flatMap((design) => design.nodes);
    const scenario = designs.flatMap((design) => design.scenario);
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(Object.keys(SPECS)));
    expect(new Set(scenario.map(({ action }) => action.type))).toEqual(new Set(Object.keys(ACTIONS)));
    expect(new Set(scenario.flatMap(({ target }) => Object.keys(target)))).toEqual(
      new Set(['node', 'endpoint', 'edge']),
    );
    expect(new Set(designs.flatMap(({ objectives }) => objectives.map(({ metric }) => metric))).size).toBe(5);
    expect(nodes.filter(({ parent }) => parent !== undefined).length).toBeGreaterThan(200);
    expect(nodes.filter(({ size }) => size !== undefined).length).toBeGreaterThan(200);
    expect(designs.filter(({ edges }) => edges.length > 3).length).toBeGreaterThan(100);
  });
});

describe('a valid design of any kinds', () => {
  it('is read as itself, without a notice', () => {
    fc.assert(
      fc.property(arbitraryDesign(), (design) => {
        expect(readDesign(structuredClone(design), findSpec)).toStrictEqual({ ok: true, value: design, notices: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('comes back from a file', () => {
    fc.assert(
      fc.property(arbitraryDesign(), (design) => {
        expect(parseDesignText(writeDesign(design, findSpec), findSpec)).toEqual({
          ok: true,
          value: design,
          notices: [],
        });
      }),
      { numRuns: 300 },
    );
  });

  it('comes back from a link', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDesign(), async (design) => {
        expect(await decodeLink(await encodeLink(design, findSpec), findSpec)).toEqual({
          ok: true,
          value: design,
          notices: [],
        });
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same text and the same link, whatever the order of its keys', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDesign(), async (design) => {
        const read = readDesign(withReversedKeys(design), findSpec);
        if (!read.ok) throw new Error('refused');
        expect(writeDesign(read.value, findSpec)).toBe(writeDesign(design, findSpec));
        expect(await encodeLink(read.value, findSpec)).toBe(await encodeLink(design, findSpec));
      }),
      { numRuns: 100 },
    );
  });
});
