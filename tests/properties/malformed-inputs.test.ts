import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { parseDesignText } from '../../src/model/document/parse-design-text.ts';
import { readDesign } from '../../src/model/document/read-design.ts';

type Json = Record<string, unknown>;

const CLIENT = { id: 'users', kind: 'client', label: 'Users', position: { x: 0, y: 0 } };
const SERVICE = { id: 'api', kind: 'service', label: 'Checkout', position: { x: 300, y: 0 } };
const DATABASE = { id: 'db', kind: 'database', label: 'Orders', position: { x: 600, y: 0 } };
const REGION = { id: 'region', kind: 'region', label: 'Dublin', position: { x: 0, y: 300 } };
const NOTE = { id: 'note', kind: 'note', label: 'Note', position: { x: 0, y: 0 } };
const CALL = { id: 'users-api', source: 'users', target: 'api' };

/** A small valid document with parts replaced. */
function document(parts: Json = {}): Json {
  return { version: 1, nodes: [CLIENT, SERVICE, DATABASE, REGION, NOTE], edges: [CALL], ...parts };
}

function service(parts: Json): Json {
  return document({ nodes: [CLIENT, { ...SERVICE, ...parts }, DATABASE, REGION, NOTE] });
}

function serviceConfig(config: Json): Json {
  return service({ config });
}

function clientConfig(config: Json): Json {
  return document({ nodes: [{ ...CLIENT, config }, SERVICE] });
}

function edge(parts: Json): Json {
  return document({ edges: [{ ...CALL, ...parts }] });
}

function entry(parts: Json): Json {
  return document({ scenario: [{ id: 'a', atS: 10, target: { node: 'api' }, action: { type: 'crash' }, ...parts }] });
}

function objective(parts: Json): Json {
  return document({ objectives: [{ metric: 'p99Ms', comparison: '<', value: 250, ...parts }] });
}

function many(count: number, make: (place: number) => Json): readonly Json[] {
  return Array.from({ length: count }, (_, place) => make(place));
}

it('the document that the cases change is valid', () => {
  expect(readDesign(document(), findSpec)).toMatchObject({ ok: true, notices: [] });
});

/** Value, expected code, expected path, and what the message must say. */
const REFUSED: readonly [name: string, input: unknown, code: string, path: string, says: string][] = [
  ['null', null, 'RT106', '', 'null'],
  ['a list', [1, 2], 'RT106', '', 'a list of 2'],
  ['a text', 'hello', 'RT106', '', '"hello"'],
  ['no nodes', { version: 1 }, 'RT107', 'nodes', 'no list of nodes'],
  ['nodes that are an object', document({ nodes: {} }), 'RT110', 'nodes', 'must be a list'],
  ['a node that is a number', document({ nodes: [7] }), 'RT111', 'nodes[0]', 'must be an object'],
  ['a newer version', document({ version: 7 }), 'RT108', 'version', 'version 7'],
  ['a negative version', document({ version: -1 }), 'RT109', 'version', '-1'],
  ['a version that is a fraction', document({ version: 1.5 }), 'RT109', 'version', '1.5'],
  ['a version that is an object', document({ version: {} }), 'RT109', 'version', 'an object'],
  [
    '5,001 nodes',
    document({ nodes: many(5_001, (n) => ({ ...SERVICE, id: `s${n}` })) }),
    'RT112',
    'nodes',
    'at most 5000',
  ],
  [
    '10,001 edges',
    document({ edges: many(10_001, (n) => ({ ...CALL, id: `e${n}` })) }),
    'RT112',
    'edges',
    'at most 10000',
  ],
  ['501 scenario entries', document({ scenario: many(501, () => ({})) }), 'RT112', 'scenario', 'at most 500'],
  ['101 objectives', document({ objectives: many(101, () => ({})) }), 'RT112', 'objectives', 'at most 100'],
  ['no id', service({ id: undefined }), 'RT113', 'nodes[1].id', 'missing'],
  ['an id with a blank', service({ id: 'a b' }), 'RT114', 'nodes[1].id', '"a b"'],
  ['an id of 65 characters', service({ id: 'x'.repeat(65) }), 'RT114', 'nodes[1].id', '1 to 64'],
  ['an id __proto__', service({ id: '__proto__' }), 'RT114', 'nodes[1].id', '__proto__'],
  ['an id constructor', service({ id: 'constructor' }), 'RT114', 'nodes[1].id', 'constructor'],
  ['an id that is markup', service({ id: '<img src=x onerror=alert(1)>' }), 'RT114', 'nodes[1].id', 'must be 1 to 64'],
  ['the same id twice', service({ id: 'users' }), 'RT115', 'nodes[1].id', 'nodes[0].id'],
  ['the same edge twice', document({ edges: [CALL, CALL] }), 'RT115', 'edges[1].id', 'edges[0].id'],
  ['no kind', service({ kind: undefined }), 'RT113', 'nodes[1].kind', 'missing'],
  ['an unknown kind', service({ kind: 'blockchain' }), 'RT116', 'nodes[1].kind', '"blockchain"'],
  ['a kind toString', service({ kind: 'toString' }), 'RT116', 'nodes[1].kind', '"toString"'],
  ['a word for a number', serviceConfig({ slots: 'many' }), 'RT117', 'nodes[1].config.slots', 'Slots per replica'],
  ['an object for a number', serviceConfig({ slots: {} }), 'RT117', 'nodes[1].config.slots', 'an object'],
  ['a boolean for a number', serviceConfig({ slots: true }), 'RT117', 'nodes[1].config.slots', 'true'],
  ['null for a number that is needed', serviceConfig({ slots: null }), 'RT117', 'nodes[1].config.slots', 'null'],
  ['an empty text for a number', serviceConfig({ slots: '' }), 'RT117', 'nodes[1].config.slots', '""'],
  ['a hexadecimal text for a number', serviceConfig({ slots: '0x10' }), 'RT117', 'nodes[1].config.slots', '0x10'],
  ['NaN', serviceConfig({ slots: Number.NaN }), 'RT118', 'nodes[1].config.slots', 'NaN'],
  ['Infinity', serviceConfig({ slots: Infinity }), 'RT118', 'nodes[1].config.slots', 'finite'],
  ['a text that is too large a number', serviceConfig({ slots: '1e999' }), 'RT118', 'nodes[1].config.slots', 'finite'],
  ['a number for a boolean', serviceConfig({ holdSlot: 2 }), 'RT119', 'nodes[1].config.holdSlot', 'true or false'],
  ['an unknown choice', serviceConfig({ callOrder: 'both' }), 'RT120', 'nodes[1].config.callOrder', '"sequential"'],
  ['an unknown place', clientConfig({ location: 'atlantis' }), 'RT120', 'nodes[0].config.location', 'atlantis'],
  ['a list for a text', service({ label: ['x'] }), 'RT121', 'nodes[1].label', 'a list of 1'],
  ['a label of 201 characters', service({ label: 'x'.repeat(201) }), 'RT122', 'nodes[1].label', 'at most 200'],
  [
    'a description of 4,001 characters',
    document({ description: 'x'.repeat(4_001) }),
    'RT122',
    'description',
    'at most 4000',
  ],
  [
    'a note of 4,001 characters',
    document({ nodes: [{ ...NOTE, config: { text: 'x'.repeat(4_001) } }], edges: [] }),
    'RT122',
    'nodes[0].config.text',
    'at most 4000',
  ],
  [
    'a text for a distribution',
    serviceConfig({ serviceTime: 'fast' }),
    'RT111',
    'nodes[1].config.serviceTime',
    'must be an object',
  ],
  [
    'an unknown distribution',
    serviceConfig({ serviceTime: { type: 'cauchy' } }),
    'RT120',
    'nodes[1].config.serviceTime.type',
    '"lognormal"',
  ],
  [
    'a distribution __proto__',
    serviceConfig({ serviceTime: { type: '__proto__' } }),
    'RT120',
    'nodes[1].config.serviceTime.type',
    '__proto__',
  ],
  [
    'a wrong number in a distribution',
    serviceConfig({ serviceTime: { type: 'lognormal', cv: [] } }),
    'RT117',
    'nodes[1].config.serviceTime.cv',
    'a list of 0',
  ],
  ['an object for a list', clientConfig({ classes: {} }), 'RT110', 'nodes[0].config.classes', 'must be a list'],
  ['too short a list', clientConfig({ classes: [] }), 'RT123', 'nodes[0].config.classes', 'at least 1'],
  [
    'too long a list',
    clientConfig({ classes: many(13, () => ({})) }),
    'RT124',
    'nodes[0].config.classes',
    'at most 12',
  ],
  ['a number in a list of objects', clientConfig({ classes: [5] }), 'RT111', 'nodes[0].config.classes[0]', 'class'],
  [
    'a wrong choice in a list',
    clientConfig({ classes: [{}, { method: 'STEAL' }] }),
    'RT120',
    'nodes[0].config.classes[1].method',
    'STEAL',
  ],
  [
    'a wrong number deep down',
    clientConfig({ load: { type: 'stages', stages: [{ lengthS: 'x' }] } }),
    'RT117',
    'nodes[0].config.load.stages[0].lengthS',
    'Lasts',
  ],
  ['a configuration that is a list', service({ config: [] }), 'RT111', 'nodes[1].config', 'configuration'],
  ['a position that is a text', service({ position: 'left' }), 'RT111', 'nodes[1].position', 'position'],
  ['a position that is NaN', service({ position: { x: Number.NaN, y: 0 } }), 'RT118', 'nodes[1].position.x', 'NaN'],
  ['a size that is a number', service({ size: 5 }), 'RT111', 'nodes[1].size', 'size'],
  ['a parent that does not exist', service({ parent: 'nowhere' }), 'RT125', 'nodes[1].parent', '"nowhere"'],
  ['a parent that cannot contain', service({ parent: 'db' }), 'RT126', 'nodes[1].parent', '"db"'],
  [
    'its own parent',
    document({ nodes: [{ ...REGION, parent: 'region' }], edges: [] }),
    'RT127',
    'nodes[0].parent',
    'own parent',
  ],
  [
    'parents in a circle',
    document({
      nodes: [
        { ...REGION, id: 'a', parent: 'b' },
        { ...REGION, id: 'b', parent: 'c' },
        { ...REGION, id: 'c', parent: 'a' },
      ],
      edges: [],
    }),
    'RT128',
    'nodes[0].parent',
    'a in b in c in a',
  ],
  ['an edge without a source', edge({ source: undefined }), 'RT113', 'edges[0].source', 'source'],
  ['an edge from nowhere', edge({ source: 'ghost' }), 'RT129', 'edges[0].source', '"ghost"'],
  ['an edge to nowhere', edge({ target: 'ghost' }), 'RT129', 'edges[0].target', '"ghost"'],
  ['an edge from a client to a database', edge({ target: 'db' }), 'RT130', 'edges[0]', 'Put a service in between'],
  ['an edge to a client', edge({ source: 'api', target: 'users' }), 'RT130', 'edges[0]', 'Nothing calls a client'],
  ['an edge from a note', edge({ source: 'note' }), 'RT130', 'edges[0]', 'calls nothing'],
  ['an edge to a region', edge({ target: 'region' }), 'RT130', 'edges[0]', 'cannot be called'],
  [
    'a wrong number on an edge',
    edge({ config: { backoff: { baseMs: {} } } }),
    'RT117',
    'edges[0].config.backoff.baseMs',
    'Edge users-api',
  ],
  [
    'a target of both kinds',
    entry({ target: { node: 'api', edge: 'users-api' } }),
    'RT131',
    'scenario[0].target',
    'either',
  ],
  ['a target of no kind', entry({ target: {} }), 'RT131', 'scenario[0].target', 'either'],
  ['a target that is a text', entry({ target: 'api' }), 'RT111', 'scenario[0].target', 'object'],
  [
    'a target node that does not exist',
    entry({ target: { node: 'ghost' } }),
    'RT132',
    'scenario[0].target.node',
    '"ghost"',
  ],
  [
    'a target edge that does not exist',
    entry({ target: { edge: 'ghost' } }),
    'RT132',
    'scenario[0].target.edge',
    '"ghost"',
  ],
  ['a crash of a client', entry({ target: { node: 'users' } }), 'RT133', 'scenario[0].action', '"Crash"'],
  ['a crash of a note', entry({ target: { node: 'note' } }), 'RT133', 'scenario[0].action', 'note'],
  ['packet loss at a node', entry({ action: { type: 'loss' } }), 'RT133', 'scenario[0].action', '"Packet loss"'],
  ['an unknown action', entry({ action: { type: 'explode' } }), 'RT120', 'scenario[0].action.type', '"crash"'],
  ['an action that is a text', entry({ action: 'crash' }), 'RT111', 'scenario[0].action', 'object'],
  [
    'a wrong parameter of an action',
    entry({ action: { type: 'slow', factor: 'very' } }),
    'RT117',
    'scenario[0].action.factor',
    'Times as slow',
  ],
  ['no start', entry({ atS: undefined }), 'RT113', 'scenario[0].atS', 'missing'],
  ['an end before the start', entry({ untilS: 5 }), 'RT134', 'scenario[0].untilS', '5 s'],
  [
    'an endpoint of a region',
    entry({ target: { node: 'region', endpoint: 0 } }),
    'RT135',
    'scenario[0].target.endpoint',
    'region',
  ],
  [
    'a negative endpoint',
    entry({ target: { node: 'api', endpoint: -1 } }),
    'RT138',
    'scenario[0].target.endpoint',
    '0 to 511',
  ],
  [
    'an objective of a client that does not exist',
    objective({ client: 'ghost' }),
    'RT136',
    'objectives[0].client',
    '"ghost"',
  ],
  ['an objective of a database', objective({ client: 'db' }), 'RT137', 'objectives[0].client', '"db"'],
  ['an unknown metric', objective({ metric: 'happiness' }), 'RT120', 'objectives[0].metric', '"p99Ms"'],
  ['an unknown comparison', objective({ comparison: '=' }), 'RT120', 'objectives[0].comparison', '"<"'],
  ['an objective without a value', objective({ value: undefined }), 'RT113', 'objectives[0].value', 'missing'],
  ['a wrong seed', document({ run: { seed: 'lucky' } }), 'RT117', 'run.seed', 'Seed'],
  ['a wrong speed', document({ run: { speed: 'warp' } }), 'RT120', 'run.speed', '"max"'],
];

describe('a value that is no design is refused', () => {
  it.each(REFUSED)('%s', (_, input, code, path, says) => {
    const read = readDesign(input, findSpec);
    if (read.ok) throw new Error('it was read');
    const found = read.problems.find((problem) => problem.code === code && problem.path === path);
    expect(found, JSON.stringify(read.problems)).toBeDefined();
    expect(found!.message).toContain(says);
  });

  it('names the node it is about, by kind, label and id', () => {
    const read = readDesign(serviceConfig({ slots: {} }), findSpec);
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('Service "Checkout" (api): ') as string }],
    });
  });

  it('lists every problem, but not without end', () => {
    const nodes = many(2_000, (n) => ({ ...SERVICE, id: `s${n}`, config: { slots: {} } }));
    const read = readDesign(document({ nodes, edges: [] }), findSpec);
    if (read.ok) throw new Error('it was read');
    expect(read.problems).toHaveLength(51);
    expect(read.problems.at(-1)).toMatchObject({ code: 'RT149', message: '1950 more problems are not listed.' });
  });

  it('says nothing about an edge whose node was refused already', () => {
    const read = readDesign(service({ kind: 'blockchain' }), findSpec);
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'RT116' }] });
    if (!read.ok) expect(read.problems).toHaveLength(1);
  });
});

/** Value, code and path of the notice, and the value it became, by that path. */
const REPAIRED: readonly [
  name: string,
  input: unknown,
  code: string,
  path: string,
  pick: (design: Json) => unknown,
  value: unknown,
][] = [
  ['a number as text', serviceConfig({ slots: ' 12 ' }), 'RT152', 'nodes[1].config.slots', slots, 12],
  ['a number below its range', serviceConfig({ slots: -3 }), 'RT153', 'nodes[1].config.slots', slots, 1],
  ['a number above its range', serviceConfig({ slots: 1e12 }), 'RT153', 'nodes[1].config.slots', slots, 100_000],
  ['a fraction for a whole number', serviceConfig({ slots: 2.6 }), 'RT154', 'nodes[1].config.slots', slots, 3],
  [
    'a boolean as text',
    serviceConfig({ holdSlot: 'FALSE' }),
    'RT156',
    'nodes[1].config.holdSlot',
    (d) => config(d)['holdSlot'],
    false,
  ],
  [
    'a choice in capitals',
    serviceConfig({ callOrder: ' Parallel' }),
    'RT156',
    'nodes[1].config.callOrder',
    (d) => config(d)['callOrder'],
    'parallel',
  ],
  [
    'a speed as a number',
    document({ run: { speed: 10 } }),
    'RT156',
    'run.speed',
    (d) => (d['run'] as Json)['speed'],
    '10',
  ],
  ['an unknown parameter', serviceConfig({ turbo: 1 }), 'RT151', 'nodes[1].config', config, {}],
  [
    'an unknown key of a node',
    service({ style: { background: 'url(x)' } }),
    'RT151',
    'nodes[1]',
    (d) => Object.keys(node(d)),
    ['id', 'kind', 'label', 'position', 'config'],
  ],
  ['an unknown key of the document', document({ viewport: {} }), 'RT151', '', (d) => 'viewport' in d, false],
  [
    'no position',
    service({ position: undefined }),
    'RT157',
    'nodes[1].position',
    (d) => node(d)['position'],
    { x: 0, y: 0 },
  ],
  [
    'a position far away',
    service({ position: { x: 1e9, y: 0.4 } }),
    'RT153',
    'nodes[1].position.x',
    (d) => node(d)['position'],
    { x: 1_000_000, y: 0 },
  ],
  ['an id that is a number', service({ id: 7 }), 'RT156', 'nodes[1].id', (d) => node(d)['id'], '7'],
  ['no version', document({ version: undefined }), 'RT158', 'version', (d) => d['version'], 1],
  ['a version as text', document({ version: '1' }), 'RT152', 'version', (d) => d['version'], 1],
  [
    'no id of an edge',
    edge({ id: undefined }),
    'RT157',
    'edges[0].id',
    (d) => (d['edges'] as Json[])[0]!['id'],
    'users-api',
  ],
  [
    'no comparison',
    objective({ comparison: undefined }),
    'RT157',
    'objectives[0].comparison',
    (d) => (d['objectives'] as Json[])[0]!['comparison'],
    '<',
  ],
  ['a bidi override in a label', service({ label: 'a\u202Etxt' }), 'RT155', 'nodes[1].label', label, 'atxt'],
  ['a lone surrogate in a label', service({ label: 'a\uD800' }), 'RT155', 'nodes[1].label', label, 'a\uFFFD'],
  ['ESC in a label', service({ label: 'a\u001B[31m' }), 'RT155', 'nodes[1].label', label, 'a[31m'],
  [
    'stacked marks in a label',
    service({ label: `a${'\u0301'.repeat(90)}` }),
    'RT155',
    'nodes[1].label',
    label,
    `a${'\u0301'.repeat(8)}`,
  ],
  ['a line break in a label', service({ label: 'a\nb' }), 'RT155', 'nodes[1].label', label, 'a b'],
];

function node(design: Json): Json {
  return (design['nodes'] as Json[])[1]!;
}

function config(design: Json): Json {
  return node(design)['config'] as Json;
}

function slots(design: Json): unknown {
  return config(design)['slots'];
}

function label(design: Json): unknown {
  return node(design)['label'];
}

describe('a value whose meaning is plain is repaired, with a notice', () => {
  it.each(REPAIRED)('%s', (name, input, code, path, pick, value) => {
    // An edge refers to the node by its old id.
    const whole = name === 'an id that is a number' ? { ...(input as Json), edges: [] } : input;
    const read = readDesign(whole, findSpec);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.notices.map((notice) => [notice.code, notice.path])).toContainEqual([code, path]);
    expect(pick(read.value as unknown as Json)).toEqual(value);
    // What was repaired needs no further repair.
    expect(readDesign(read.value, findSpec)).toMatchObject({ ok: true, value: read.value, notices: [] });
  });

  it('says what a number was and what it is now', () => {
    const read = readDesign(serviceConfig({ slots: -3 }), findSpec);
    expect(read.ok && read.notices[0]!.message).toBe(
      'Service "Checkout" (api): Slots per replica was -3, outside the range 1 to 100000; it is now 1.',
    );
  });

  it('leaves right-to-left text and emoji as they are', () => {
    const text = 'שרת \u200F(راجع) 👩‍👩‍👧‍👦 é';
    const read = readDesign(service({ label: text }), findSpec);
    expect(read.ok && read.value.nodes[1]!.label).toBe(text);
    expect(read.ok && read.notices).toEqual([]);
  });
});

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
    expect(parseDesignText(`\uFEFF${JSON.stringify(document())}`, findSpec)).toMatchObject({ ok: true });
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
