import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import type { CommandIo } from './command.ts';
import { dispatch } from './dispatch.ts';

/** Runs a command line with this text as standard input; what it printed, complained and wrote. */
async function roundtrip(argv: readonly string[], input = '') {
  const out: string[] = [];
  const err: string[] = [];
  const files: string[] = [];
  const io: CommandIo = {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    readInput: async () => input,
    readFile: async () => null,
    writeFile: async (_, text) => void files.push(text),
    nowMs: () => 0,
  };
  return { exit: await dispatch(argv, io), out: out.join('\n'), err: err.join('\n'), files };
}

describe('export', () => {
  it.each([
    ['svg', /^<\?xml[^]*>Catalogue<\/text>[^]*<\/svg>$/],
    ['mermaid', /^---[^]*flowchart LR[^]*:::service/],
    ['c4', /^C4Container[^]*ContainerDb\(db/],
    ['json', /^\{\n {2}"version": 1/],
    ['csv-totals', /^part,id,name[^]*\nclient,users,Shoppers/],
    ['csv-windows', /^start_s,length_s[^]*\n0,1,\d+/],
    ['markdown', /^# Look-aside cache[^]*\| Shoppers \|[^]*Seed 42/],
  ])('writes %s', async (format, expected) => {
    const { exit, out, err } = await roundtrip(['export', 'look-aside-cache', '--format', format]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(expected);
  });

  it('draws the icons of the kinds, in both themes, and into a file', async () => {
    const light = await roundtrip(['export', 'look-aside-cache', '--format', 'svg']);
    const dark = await roundtrip([
      'export',
      'look-aside-cache',
      '--format',
      'svg',
      '--theme',
      'dark',
      '--out',
      'x.svg',
    ]);
    expect(light.out).toMatch(/<g transform="[^"]+"[^>]*><(?:path|rect|ellipse|line|circle)/);
    expect(light.out).not.toMatch(/<g transform="[^"]+"[^>]*><\/g>/);
    expect(dark.out).toBe('');
    expect(dark.files[0]).toContain('#0e1013');
  });

  it('names the formats when it is given another', async () => {
    const { exit, err } = await roundtrip(['export', 'look-aside-cache', '--format', 'pdf']);
    expect(exit).toBe(2);
    expect(err).toContain('svg, mermaid, c4');
  });
});

describe('import', () => {
  it('gives back what was exported, and says what it understood', async () => {
    const mermaid = await roundtrip(['export', 'two-regions', '--format', 'mermaid']);
    const json = await roundtrip(['export', 'two-regions', '--format', 'json']);
    const { exit, out, err } = await roundtrip(['import', '-'], mermaid.out);
    expect(exit).toBe(0);
    expect(err).toContain('2 × Region: ');
    expect(out).toBe(json.out);
  });

  it('makes a design of a Compose file, with notes on what it guessed', async () => {
    const { exit, out, err } = await roundtrip(
      ['import', '-'],
      'services:\n  odd: { image: acme/odd, depends_on: [db] }\n  db: { image: mysql }\n',
    );
    expect(exit).toBe(0);
    expect(err).toContain('note: RT451 at services.odd: "odd" was not recognised');
    expect(parseDesignText(out, findSpec)).toMatchObject({
      ok: true,
      value: { edges: [{ source: 'odd', target: 'db' }] },
    });
  });

  it('refuses with a number what it cannot read', async () => {
    const { exit, err } = await roundtrip(['import', '-'], 'sequenceDiagram\nA->>B: x');
    expect(exit).toBe(2);
    expect(err).toMatch(/^RT402 /);
  });
});
