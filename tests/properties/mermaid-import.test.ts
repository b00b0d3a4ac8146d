import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { CARRIED, mermaidText } from '../../src/model/export/mermaid-text.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';
import { importedFrom } from '../support/import-tools.ts';
import { presetDesigns } from '../support/preset-designs.ts';

/** The graph itself: who there is, of what kind, in what, called what, calling whom. */
function graphOf(design: Design) {
  const place = new Map(design.nodes.map(({ id }, i) => [id, i]));
  return {
    nodes: design.nodes
      .map(({ kind, label, parent }) => ({
        kind,
        label,
        parent: parent === undefined ? null : labelOf(design, parent),
      }))
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    edges: design.edges
      .map(({ source, target }) => `${labelOf(design, source)} to ${labelOf(design, target)}`)
      .toSorted(),
    count: place.size,
  };
}

function labelOf(design: Design, id: string): string {
  return design.nodes.find((node) => node.id === id)?.label ?? '';
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith(CARRIED))
    .join('\n');
}

describe('a Mermaid export read again', () => {
  it.each(presetDesigns())('is $id, to the last setting', async ({ design }) => {
    expect((await importedFrom(mermaidText(design, findSpec))).design).toEqual(design);
  });

  it.each(presetDesigns())('is the graph of $id without the comments', async ({ design }) => {
    const again = await importedFrom(withoutComments(mermaidText(design, findSpec)));
    expect(again.codes.filter((code) => code.startsWith('RT4'))).toEqual([]);
    expect(graphOf(again.design)).toEqual(graphOf(design));
  });

  it('is any design', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryDesign().filter(({ nodes }) => nodes.length > 0),
        async (design) => {
          expect((await importedFrom(mermaidText(design, findSpec))).design).toEqual(design);
        },
      ),
      { numRuns: 200 },
    );
  });
});
