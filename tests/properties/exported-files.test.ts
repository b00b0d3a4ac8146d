// @vitest-environment happy-dom
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { csvText } from '../../src/model/export/csv-text.ts';
import { readXml, type XmlElement } from '../../src/model/import/xml-reader.ts';
import { drawDesign } from '../../src/model/picture/draw-design.ts';
import type { PictureTheme } from '../../src/model/picture/palette.ts';
import { writeSvg } from '../../src/model/picture/write-svg.ts';
import { loadIcons } from '../../workers/cli/icon-outlines.ts';
import { arbitraryDesign } from '../support/arbitrary-design.ts';
import { presetDesigns } from '../support/preset-designs.ts';

const ELEMENTS = new Set([
  'svg',
  'title',
  'rect',
  'circle',
  'ellipse',
  'path',
  'line',
  'polyline',
  'polygon',
  'text',
  'g',
]);
const ATTRIBUTES = new Set(
  'xmlns width height viewBox role font-family x y x1 x2 y1 y2 cx cy r rx ry d points fill stroke stroke-width stroke-linecap stroke-linejoin transform font-size font-weight text-anchor'.split(
    ' ',
  ),
);

const UNSAFE = /url\(|:\/\/|javascript:|NaN|Infinity|undefined/i;

function elementsOf(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap((child) => elementsOf(child))];
}

/** What is in it besides drawing, or why it is not well-formed. */
function breachesOf(svg: string): readonly string[] {
  const read = readXml(svg);
  if (!('root' in read)) return [read.fault];
  return elementsOf(read.root).flatMap(({ name, attributes }) => [
    ...(ELEMENTS.has(name) ? [] : [name]),
    ...[...attributes].flatMap(([attribute, value]) =>
      ATTRIBUTES.has(attribute) && (attribute === 'xmlns' || !UNSAFE.test(value)) ? [] : [`${attribute}="${value}"`],
    ),
  ]);
}

const icons = await loadIcons();

function svgOf(design: Design, theme: PictureTheme): string {
  const picture = drawDesign(design, findSpec, { detail: 'full' });
  return writeSvg(picture, { theme, icons, title: design.name, background: true });
}

/** Labels of someone unkind. */
const HOSTILE = [
  '</text><script>alert(1)</script>',
  '"><image href="https://example.org/x.png" onload="alert(1)"/>',
  "' onclick='alert(1)",
  ']]><!ENTITY x SYSTEM "file:///etc/passwd">&x;',
  ['javascript', 'alert(1) url(https://example.org)'].join(':'),
  '\u0000\u0008\uFFFE\uD800 \u202Ertl',
  '&lt;b&gt; &amp; &#60;',
];

describe('an exported SVG', () => {
  it.each(presetDesigns())('of $id is well-formed and harmless, with every name in it', ({ design }) => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = svgOf(design, theme);
      expect(breachesOf(svg)).toEqual([]);
      expect(new DOMParser().parseFromString(svg, 'application/xml').querySelector('parsererror')).toBeNull();
    }
    expect((svgOf(design, 'light').match(/<text/g) ?? []).length).toBeGreaterThanOrEqual(design.nodes.length);
  });

  it('is harmless whatever the labels are', () => {
    const hostile = fc.constantFrom(...HOSTILE);
    const checked = fc.check(
      fc.property(arbitraryDesign(), fc.array(hostile, { minLength: 1, maxLength: 4 }), (design, labels) => {
        const nodes = design.nodes.map((node, i) => ({ ...node, label: labels[i % labels.length] ?? '' }));
        return breachesOf(svgOf({ ...design, name: labels[0] ?? '', nodes }, 'dark')).length === 0;
      }),
      { numRuns: 100 },
    );
    expect(checked.failed, fc.defaultReportMessage(checked)).toBe(false);
  });
});

/** A small reader of RFC 4180, to see what a spreadsheet would. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (character === '\r' && text[i + 1] === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      rows.push([]);
      i++;
    } else cell += character;
  }
  return rows.slice(0, -1);
}

it('a CSV cell is never a formula, and every other cell is read back as it was', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('=1+1', '+A1', '-2', '@x', '\tx', '\rx', 'a,b', 'a"b', 'a\r\nb', '=a,"b'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const read = readCsv(csvText(rows));
      expect(read).toHaveLength(rows.length);
      for (const [i, row] of rows.entries()) {
        for (const [j, value] of row.entries()) {
          const shown = read[i]?.[j] ?? '';
          expect(shown).not.toMatch(/^[=+\-@\t\r]/);
          expect(shown === value || shown === `'${value}`).toBe(true);
        }
      }
    }),
  );
});
