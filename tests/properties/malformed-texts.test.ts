import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { type Json, documentWith } from '../support/small-document.ts';

const TEXTS: readonly [name: string, text: string, code: string, says: string][] = [
  ['nothing', '  \n', 'RT105', 'empty'],
  ['a missing comma', '{\n  "version": 1\n  "nodes": []\n}', 'RT103', 'line 3, column 3'],
  ['a trailing comma', '{"nodes": [],}', 'RT103', 'line 1, column 14'],
  ['an open bracket', '{"nodes": [', 'RT103', 'the text ends'],
  ['a comment', '{"nodes": [] // none\n}', 'RT103', 'line 1, column 14'],
  ['a single quote', "{'nodes': []}", 'RT103', 'a key in double quotes'],
  ['NaN', '{"nodes": NaN}', 'RT103', 'line 1, column 11'],
  ['a line break in a text', '{"name": "a\nb", "nodes": []}', 'RT103', 'line 1, column 10'],
  ['a plain sentence', 'Hello, here is my design.', 'RT103', 'line 1, column 1'],
  ['a depth of a million', '['.repeat(1_000_000), 'RT102', 'at most 16'],
  ['half a million keys deep', `{"nodes":[],"x":${'{"x":'.repeat(500_000)}`, 'RT102', 'at most 16'],
  ['4 MiB and a byte', ' '.repeat(4 * 1024 * 1024 + 1), 'RT101', '4194304'],
  ['4 MiB in fewer characters', `{"name":"${'€'.repeat(1_500_000)}"}`, 'RT101', '4194304'],
  ['Excalidraw', '{"type":"excalidraw","version":2,"elements":[]}', 'RT104', 'an Excalidraw file'],
  ['tldraw', '{"tldrawFileFormatVersion":1,"records":[]}', 'RT104', 'a tldraw file'],
  ['draw.io', '<mxfile host="app.diagrams.net"><diagram/></mxfile>', 'RT104', 'a draw.io'],
  ['draw.io with a declaration', '<?xml version="1.0" encoding="UTF-8"?>\n<mxGraphModel/>', 'RT104', 'a draw.io'],
  ['Mermaid', 'flowchart LR\n  a --> b', 'RT104', 'a Mermaid diagram'],
  ['Mermaid with front matter', '---\ntitle: x\n---\nflowchart LR\n a --> b', 'RT104', 'a Mermaid diagram'],
  ['a Visio file', 'PK\u0003\u0004\u0014\u0000', 'RT104', 'Visio'],
  ['Compose', "# shop\nversion: '3'\nservices:\n  web:\n    image: nginx\n", 'RT104', 'a Docker Compose file'],
  ['Kubernetes', 'apiVersion: apps/v1\nkind: Deployment\n', 'RT104', 'a Kubernetes manifest'],
  ['PlantUML', '@startuml\na -> b\n@enduml', 'RT104', 'a PlantUML diagram'],
  ['Graphviz', 'digraph G { a -> b }', 'RT104', 'a Graphviz file'],
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'RT104', 'an SVG image'],
  ['a web page', '<!DOCTYPE html><html></html>', 'RT104', 'a web page'],
  ['a link', 'https://example.org/#v1.abc', 'RT104', 'a Roundtrip link'],
  ['a report', '{"engineVersion":"1.0.0","digest":"0","totals":{}}', 'RT104', 'the report of a run'],
];

describe('a text that is no design is refused', () => {
  it.each(TEXTS)('%s', (_, text, code, says) => {
    const startMs = performance.now();
    const read = parseDesignText(text, findSpec);
    expect(performance.now() - startMs).toBeLessThan(500);
    if (read.ok) throw new Error('it was read');
    expect(read.problems.map((problem) => problem.code)).toEqual([code]);
    expect(read.problems[0]!.message).toContain(says);
  });

  it('a byte order mark before a design does no harm', () => {
    expect(parseDesignText(`\uFEFF${JSON.stringify(documentWith())}`, findSpec)).toMatchObject({ ok: true });
  });
});

describe('prototype pollution', () => {
  const ATTACKS = [
    '{"__proto__":{"polluted":1},"version":1,"nodes":[]}',
    '{"version":1,"nodes":[],"constructor":{"prototype":{"polluted":1}}}',
    '{"version":1,"nodes":[{"id":"a","kind":"service","position":{"x":0,"y":0,"__proto__":{"polluted":1}},"config":{"__proto__":{"polluted":1,"slots":99}}}]}',
    '{"version":1,"nodes":[{"id":"a","kind":"client","position":{"x":0,"y":0},"config":{"load":{"type":"constant","__proto__":{"ratePerSecond":9,"polluted":1}}}}]}',
    '{"version":1,"nodes":[],"run":{"__proto__":{"polluted":1,"seed":7}}}',
  ];

  it.each(ATTACKS)('%s leaves nothing behind and changes nothing', (text) => {
    const read = parseDesignText(text, findSpec);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(({} as Json)['polluted']).toBeUndefined();
    expect(JSON.stringify(read.value)).not.toContain('polluted');
    expect(Object.getPrototypeOf(read.value)).toBe(Object.prototype);
    expect(Object.keys(read.value.run)).toEqual([]);
    for (const { config: overrides } of read.value.nodes)
      expect([overrides['slots'], overrides['ratePerSecond']]).toEqual([undefined, undefined]);
  });
});
