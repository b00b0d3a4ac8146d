// @vitest-environment happy-dom
import * as fc from 'fast-check';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { c4Text } from '../../src/model/export/c4-text.ts';
import { mermaidText } from '../../src/model/export/mermaid-text.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';
import { presetDesigns } from '../support/preset-designs.ts';

/** What Mermaid's own parser makes of a text: the type of diagram, or its complaint. */
async function diagramType(text: string): Promise<string> {
  const parsed = await mermaid.parse(text);
  return parsed.diagramType;
}

describe('Mermaid reads what is exported', () => {
  it.each(presetDesigns())('$id as a flowchart and as C4', async ({ design }) => {
    expect(await diagramType(mermaidText(design, findSpec))).toBe('flowchart-v2');
    expect(await diagramType(c4Text(design, findSpec))).toBe('c4');
  });

  it('whatever the labels are', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDesign({ maxNodes: 6 }), async (design) => {
        expect(await diagramType(mermaidText(design, findSpec))).toBe('flowchart-v2');
        if (design.nodes.length > 0) expect(await diagramType(c4Text(design, findSpec))).toBe('c4');
      }),
      { numRuns: 60 },
    );
  });
});
