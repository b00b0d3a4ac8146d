import { deflateRawSync } from 'node:zlib';

/** Something that is no good, and the number of the problem that the page names. */
interface BadInput {
  readonly name: string;
  readonly text: string;
  readonly code: string;
}

const EMPTY_PARTS = { version: 1, nodes: [], edges: [] };
const CLIENT = { id: 'users', kind: 'client', position: { x: 0, y: 0 } };

function json(value: unknown): string {
  return JSON.stringify(value);
}

function deepArray(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

/** Files that are no designs, or hostile ones. */
export const BAD_FILES: readonly BadInput[] = [
  { name: 'nothing', text: '', code: 'RT105' },
  { name: 'half a document', text: '{"version":1,"nodes":[', code: 'RT103' },
  { name: 'a list', text: '[1,2,3]', code: 'RT106' },
  { name: 'an object that is something else', text: '{"hello":"world"}', code: 'RT107' },
  { name: 'a format of the future', text: json({ ...EMPTY_PARTS, version: 99 }), code: 'RT108' },
  { name: 'a nesting without end', text: deepArray(100_000), code: 'RT102' },
  { name: 'an unknown kind', text: json({ ...EMPTY_PARTS, nodes: [{ ...CLIENT, kind: 'mainframe' }] }), code: 'RT116' },
  { name: 'the same id twice', text: json({ ...EMPTY_PARTS, nodes: [CLIENT, CLIENT] }), code: 'RT115' },
  {
    name: 'an edge into nothing',
    text: json({ ...EMPTY_PARTS, nodes: [CLIENT], edges: [{ id: 'e', source: 'users', target: 'gone' }] }),
    code: 'RT129',
  },
  {
    name: 'a parent of itself',
    text: json({ ...EMPTY_PARTS, nodes: [{ ...CLIENT, id: 'place', kind: 'region', parent: 'place' }] }),
    code: 'RT127',
  },
  {
    name: 'an id that is a word of JavaScript',
    text: json({ ...EMPTY_PARTS, nodes: [{ ...CLIENT, id: '__proto__' }] }),
    code: 'RT114',
  },
  { name: 'a version that is no number', text: json({ ...EMPTY_PARTS, version: 'latest' }), code: 'RT109' },
  {
    name: 'a number that JSON does not have',
    text: '{"version":1,"nodes":[],"edges":[],"run":{"seed":NaN}}',
    code: 'RT103',
  },
  {
    name: 'a choice that does not exist',
    text: json({ ...EMPTY_PARTS, nodes: [{ ...CLIENT, config: { access: 'pigeon' } }] }),
    code: 'RT120',
  },
  {
    name: 'parents in a circle',
    text: json({
      ...EMPTY_PARTS,
      nodes: [
        { ...CLIENT, id: 'a', kind: 'region', parent: 'b' },
        { ...CLIENT, id: 'b', kind: 'region', parent: 'a' },
      ],
    }),
    code: 'RT128',
  },
  {
    name: 'a client that speaks to a database',
    text: json({
      ...EMPTY_PARTS,
      nodes: [CLIENT, { ...CLIENT, id: 'db', kind: 'database' }],
      edges: [{ id: 'e', source: 'users', target: 'db' }],
    }),
    code: 'RT130',
  },
  {
    name: 'more than four megabytes',
    text: json({ ...EMPTY_PARTS, description: 'x'.repeat(4 * 1024 * 1024) }),
    code: 'RT101',
  },
  { name: 'a Mermaid diagram that is no flowchart', text: 'sequenceDiagram\n  A->>B: hello\n', code: 'RT402' },
  { name: 'a drawing with nothing in it', text: json({ type: 'excalidraw', version: 2, elements: [] }), code: 'RT403' },
  { name: 'somebody else’s library', text: json({ type: 'excalidrawlib', version: 2, library: [] }), code: 'RT104' },
];

function linkOf(bytes: Uint8Array): string {
  return `#v1.${Buffer.from(bytes).toString('base64url')}`;
}

/** 64 MiB of spaces in some 65 kB. */
function bomb(): string {
  return linkOf(deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { level: 9 }));
}

/** Fragments that are no links, or hostile ones. */
export const BAD_LINKS: readonly BadInput[] = [
  { name: 'no link at all', text: '#/users/42', code: 'RT201' },
  { name: 'a link of the future', text: '#v7.abcdef', code: 'RT202' },
  { name: 'a strange character', text: '#v1.ab*cd', code: 'RT204' },
  { name: 'nothing behind the version', text: '#v1.', code: 'RT205' },
  { name: 'bytes that are no deflate', text: '#v1.AAAAAAAA', code: 'RT205' },
  { name: 'deflated nonsense', text: linkOf(deflateRawSync(Buffer.from('not json at all'))), code: 'RT205' },
  { name: 'deflated JSON without its checksum', text: linkOf(deflateRawSync(Buffer.from('[1,{}]'))), code: 'RT205' },
  { name: 'a bomb', text: bomb(), code: 'RT206' },
  { name: 'a version that never was', text: '#v0.abcdef', code: 'RT201' },
  { name: 'more than a million characters', text: `#v1.${'A'.repeat(1_000_001)}`, code: 'RT203' },
  { name: 'a JSON document in the open', text: `#${encodeURIComponent(json(EMPTY_PARTS))}`, code: 'RT201' },
];
