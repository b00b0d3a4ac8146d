import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { plainDesign } from '../../src/model/document/plain-design.ts';
import { mermaidText } from '../../src/model/export/mermaid-text.ts';
import { readAnyText } from '../../src/model/import/read-any.ts';
import { IMPORT_TOOLS } from '../support/import-tools.ts';
import { presetDesigns } from '../support/preset-designs.ts';

async function answer(text: string): Promise<'answered'> {
  const read = await readAnyText(text, IMPORT_TOOLS);
  if (read.ok) {
    const again = readDesign(plainDesign(read.value.design, findSpec), findSpec);
    expect(again).toMatchObject({ ok: true, value: read.value.design });
  } else {
    expect(read.problems.length).toBeGreaterThan(0);
    for (const { code, message } of read.problems) {
      expect(code).toMatch(/^RT\d{3}$/);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
    }
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  return 'answered';
}

const SEEDS = [
  ...presetDesigns().map(({ design }) => mermaidText(design, findSpec)),
  'flowchart LR\na[API] -->|x| b[(DB)] & c{{LB}}\nsubgraph s [t]\nd --> a\nend\nclass a,b service\nx@{ shape: cyl, label: "y" }',
  'services:\n  web:\n    image: nginx\n    ports: ["80:80"]\n    depends_on: [api]\n  api: &api\n    environment: { A: "redis://cache:1" }\n  cache: { <<: *api, image: redis, scale: 3 }\n',
  '<mxfile><diagram name="p"><mxGraphModel><root><mxCell id="0"/><mxCell id="a" value="API" vertex="1" parent="0"><mxGeometry x="1" width="9"/></mxCell><mxCell id="e" edge="1" source="a" target="a"/></root></mxGraphModel></diagram></mxfile>',
  JSON.stringify({
    type: 'excalidraw',
    elements: [
      { id: 'a', type: 'rectangle', x: 1, y: 2, width: 3, height: 4, frameId: 'f' },
      { id: 'f', type: 'frame', name: 'Zone' },
      { id: 't', type: 'text', containerId: 'a', text: 'API' },
      { id: 'e', type: 'arrow', startBinding: { elementId: 'a' }, endBinding: { elementId: 'a' } },
    ],
  }),
];

const PIECES = [
  '"',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '-->',
  '--',
  '&',
  '|',
  ';',
  '\n',
  '%%',
  '%%{',
  ':::',
  '@{',
  'subgraph ',
  'end',
  '<',
  '>',
  '&#x0;',
  '*a',
  '&a ',
  '__proto__',
  'constructor',
  ': ',
  '- ',
  '\u0000',
  '\uD800',
  '\u202E',
  '9'.repeat(400),
  'e1',
];

/** A text with some of its parts taken out, doubled, or replaced by signs that mean something. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.constantFrom(...PIECES, '')), { minLength: 1, maxLength: 8 }),
  )
  .map(([seed, changes]) =>
    changes.reduce((text, [at, length, piece]) => {
      const place = text.length === 0 ? 0 : at % text.length;
      return text.slice(0, place) + piece + text.slice(place + length);
    }, seed),
  );

describe('whatever is imported, there is a design or a numbered problem', () => {
  it('for mutated files', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (text) => {
        expect(await answer(text)).toBe('answered');
      }),
      { numRuns: 400 },
    );
  });

  it('for random texts behind a beginning that picks a reader', async () => {
    const start = fc.constantFrom('flowchart LR\n', 'services:\n', '<mxfile>', '{"type":"excalidraw","elements":', '');
    const rest = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(start, rest, async (head, parts) => {
        expect(await answer(head + parts.join(''))).toBe('answered');
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['boxes in one line', `flowchart LR\n${'a[x]-->'.repeat(120_000)}b`],
    ['open brackets', `flowchart LR\n${'a['.repeat(300_000)}`],
    ['open quotes', `flowchart LR\n${'a["'.repeat(200_000)}`],
    ['directives that do not end', `flowchart LR\n${'%%{ '.repeat(200_000)}`],
    ['areas in areas', `flowchart LR\n${'subgraph x\n'.repeat(50_000)}`],
    [
      'different areas in areas',
      `flowchart LR\n${Array.from({ length: 4_000 }, (_, i) => `subgraph x${i}\n`).join('')}`,
    ],
    [
      'a product of groups',
      `flowchart LR\n${Array.from({ length: 3_000 }, (_, i) => `a${i}`).join(' & ')} --> ${Array.from({ length: 3_000 }, (_, i) => `b${i}`).join(' & ')}`,
    ],
    ['a long chain', `flowchart LR\n${Array.from({ length: 4_900 }, (_, i) => `n${i}`).join(' --> ')}`],
    ['nested elements', '<mxfile>'.repeat(300_000)],
    ['open attributes', `<mxfile ${'a="'.repeat(300_000)}`],
    ['blanks in an element', `<mxfile${' '.repeat(900_000)}`],
    ['nested lists in YAML', `services:\n  a: ${'['.repeat(50_000)}`],
    ['a long YAML line', `services:\n  a: "${'x'.repeat(290_000)}`],
    ['dashes', `flowchart LR\na ${'-'.repeat(900_000)}`],
    // A reader that goes over its text again for each of its parts would not be back before the test is ended.
  ])('soon, for %s', async (_, text) => {
    expect(await answer(text)).toBe('answered');
  });
});
