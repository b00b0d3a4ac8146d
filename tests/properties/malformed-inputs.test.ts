import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import {
  CALL,
  NOTE,
  REGION,
  SERVICE,
  clientConfigWith,
  documentWith,
  edgeWith,
  entryWith,
  many,
  objectiveWith,
  serviceConfigWith,
  serviceWith,
} from '../support/small-document.ts';

it('the document that the cases change is valid', () => {
  expect(readDesign(documentWith(), findSpec)).toMatchObject({ ok: true, notices: [] });
});

/** Value, expected code, expected path, and what the message must say. */
const REFUSED: readonly [name: string, input: unknown, code: string, path: string, says: string][] = [
  ['null', null, 'RT106', '', 'null'],
  ['a list', [1, 2], 'RT106', '', 'a list of 2'],
  ['a text', 'hello', 'RT106', '', '"hello"'],
  ['no nodes', { version: 1 }, 'RT107', 'nodes', 'no list of nodes'],
  ['nodes that are an object', documentWith({ nodes: {} }), 'RT110', 'nodes', 'must be a list'],
  ['a node that is a number', documentWith({ nodes: [7] }), 'RT111', 'nodes[0]', 'must be an object'],
  ['a newer version', documentWith({ version: 7 }), 'RT108', 'version', 'version 7'],
  ['a negative version', documentWith({ version: -1 }), 'RT109', 'version', '-1'],
  ['a version that is a fraction', documentWith({ version: 1.5 }), 'RT109', 'version', '1.5'],
  ['a version that is an object', documentWith({ version: {} }), 'RT109', 'version', 'an object'],
  [
    '5,001 nodes',
    documentWith({ nodes: many(5_001, (n) => ({ ...SERVICE, id: `s${n}` })) }),
    'RT112',
    'nodes',
    'at most 5000',
  ],
  [
    '10,001 edges',
    documentWith({ edges: many(10_001, (n) => ({ ...CALL, id: `e${n}` })) }),
    'RT112',
    'edges',
    'at most 10000',
  ],
  ['501 scenario entries', documentWith({ scenario: many(501, () => ({})) }), 'RT112', 'scenario', 'at most 500'],
  ['101 objectives', documentWith({ objectives: many(101, () => ({})) }), 'RT112', 'objectives', 'at most 100'],
  ['no id', serviceWith({ id: undefined }), 'RT113', 'nodes[1].id', 'missing'],
  ['an id with a blank', serviceWith({ id: 'a b' }), 'RT114', 'nodes[1].id', '"a b"'],
  ['an id of 65 characters', serviceWith({ id: 'x'.repeat(65) }), 'RT114', 'nodes[1].id', '1 to 64'],
  ['an id __proto__', serviceWith({ id: '__proto__' }), 'RT114', 'nodes[1].id', '__proto__'],
  ['an id constructor', serviceWith({ id: 'constructor' }), 'RT114', 'nodes[1].id', 'constructor'],
  [
    'an id that is markup',
    serviceWith({ id: '<img src=x onerror=alert(1)>' }),
    'RT114',
    'nodes[1].id',
    'must be 1 to 64',
  ],
  ['the same id twice', serviceWith({ id: 'users' }), 'RT115', 'nodes[1].id', 'nodes[0].id'],
  ['the same edge twice', documentWith({ edges: [CALL, CALL] }), 'RT115', 'edges[1].id', 'edges[0].id'],
  ['no kind', serviceWith({ kind: undefined }), 'RT113', 'nodes[1].kind', 'missing'],
  ['an unknown kind', serviceWith({ kind: 'blockchain' }), 'RT116', 'nodes[1].kind', '"blockchain"'],
  ['a kind toString', serviceWith({ kind: 'toString' }), 'RT116', 'nodes[1].kind', '"toString"'],
  ['a word for a number', serviceConfigWith({ slots: 'many' }), 'RT117', 'nodes[1].config.slots', 'Slots per replica'],
  ['an object for a number', serviceConfigWith({ slots: {} }), 'RT117', 'nodes[1].config.slots', 'an object'],
  ['a boolean for a number', serviceConfigWith({ slots: true }), 'RT117', 'nodes[1].config.slots', 'true'],
  ['null for a number that is needed', serviceConfigWith({ slots: null }), 'RT117', 'nodes[1].config.slots', 'null'],
  ['an empty text for a number', serviceConfigWith({ slots: '' }), 'RT117', 'nodes[1].config.slots', '""'],
  ['a hexadecimal text for a number', serviceConfigWith({ slots: '0x10' }), 'RT117', 'nodes[1].config.slots', '0x10'],
  ['NaN', serviceConfigWith({ slots: Number.NaN }), 'RT118', 'nodes[1].config.slots', 'NaN'],
  ['Infinity', serviceConfigWith({ slots: Infinity }), 'RT118', 'nodes[1].config.slots', 'finite'],
  [
    'a text that is too large a number',
    serviceConfigWith({ slots: '1e999' }),
    'RT118',
    'nodes[1].config.slots',
    'finite',
  ],
  ['a number for a boolean', serviceConfigWith({ holdSlot: 2 }), 'RT119', 'nodes[1].config.holdSlot', 'true or false'],
  ['an unknown choice', serviceConfigWith({ callOrder: 'both' }), 'RT120', 'nodes[1].config.callOrder', '"sequential"'],
  ['an unknown place', clientConfigWith({ location: 'atlantis' }), 'RT120', 'nodes[0].config.location', 'atlantis'],
  ['a list for a text', serviceWith({ label: ['x'] }), 'RT121', 'nodes[1].label', 'a list of 1'],
  ['a label of 201 characters', serviceWith({ label: 'x'.repeat(201) }), 'RT122', 'nodes[1].label', 'at most 200'],
  [
    'a description of 4,001 characters',
    documentWith({ description: 'x'.repeat(4_001) }),
    'RT122',
    'description',
    'at most 4000',
  ],
  [
    'a note of 4,001 characters',
    documentWith({ nodes: [{ ...NOTE, config: { text: 'x'.repeat(4_001) } }], edges: [] }),
    'RT122',
    'nodes[0].config.text',
    'at most 4000',
  ],
  [
    'a text for a distribution',
    serviceConfigWith({ serviceTime: 'fast' }),
    'RT111',
    'nodes[1].config.serviceTime',
    'must be an object',
  ],
  [
    'an unknown distribution',
    serviceConfigWith({ serviceTime: { type: 'cauchy' } }),
    'RT120',
    'nodes[1].config.serviceTime.type',
    '"lognormal"',
  ],
  [
    'a distribution __proto__',
    serviceConfigWith({ serviceTime: { type: '__proto__' } }),
    'RT120',
    'nodes[1].config.serviceTime.type',
    '__proto__',
  ],
  [
    'a wrong number in a distribution',
    serviceConfigWith({ serviceTime: { type: 'lognormal', cv: [] } }),
    'RT117',
    'nodes[1].config.serviceTime.cv',
    'a list of 0',
  ],
  ['an object for a list', clientConfigWith({ classes: {} }), 'RT110', 'nodes[0].config.classes', 'must be a list'],
  ['too short a list', clientConfigWith({ classes: [] }), 'RT123', 'nodes[0].config.classes', 'at least 1'],
  [
    'too long a list',
    clientConfigWith({ classes: many(13, () => ({})) }),
    'RT124',
    'nodes[0].config.classes',
    'at most 12',
  ],
  ['a number in a list of objects', clientConfigWith({ classes: [5] }), 'RT111', 'nodes[0].config.classes[0]', 'class'],
  [
    'a wrong choice in a list',
    clientConfigWith({ classes: [{}, { method: 'STEAL' }] }),
    'RT120',
    'nodes[0].config.classes[1].method',
    'STEAL',
  ],
  [
    'a wrong number deep down',
    clientConfigWith({ load: { type: 'stages', stages: [{ lengthS: 'x' }] } }),
    'RT117',
    'nodes[0].config.load.stages[0].lengthS',
    'Lasts',
  ],
  ['a configuration that is a list', serviceWith({ config: [] }), 'RT111', 'nodes[1].config', 'configuration'],
  ['a position that is a text', serviceWith({ position: 'left' }), 'RT111', 'nodes[1].position', 'position'],
  ['a position that is NaN', serviceWith({ position: { x: Number.NaN, y: 0 } }), 'RT118', 'nodes[1].position.x', 'NaN'],
  ['a size that is a number', serviceWith({ size: 5 }), 'RT111', 'nodes[1].size', 'size'],
  ['a parent that does not exist', serviceWith({ parent: 'nowhere' }), 'RT125', 'nodes[1].parent', '"nowhere"'],
  ['a parent that cannot contain', serviceWith({ parent: 'db' }), 'RT126', 'nodes[1].parent', '"db"'],
  [
    'its own parent',
    documentWith({ nodes: [{ ...REGION, parent: 'region' }], edges: [] }),
    'RT127',
    'nodes[0].parent',
    'own parent',
  ],
  [
    'parents in a circle',
    documentWith({
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
  ['an edge without a source', edgeWith({ source: undefined }), 'RT113', 'edges[0].source', 'source'],
  ['an edge from nowhere', edgeWith({ source: 'ghost' }), 'RT129', 'edges[0].source', '"ghost"'],
  ['an edge to nowhere', edgeWith({ target: 'ghost' }), 'RT129', 'edges[0].target', '"ghost"'],
  ['an edge from a client to a database', edgeWith({ target: 'db' }), 'RT130', 'edges[0]', 'Put a service in between'],
  ['an edge to a client', edgeWith({ source: 'api', target: 'users' }), 'RT130', 'edges[0]', 'Nothing calls a client'],
  ['an edge from a note', edgeWith({ source: 'note' }), 'RT130', 'edges[0]', 'calls nothing'],
  ['an edge to a region', edgeWith({ target: 'region' }), 'RT130', 'edges[0]', 'cannot be called'],
  [
    'a wrong number on an edge',
    edgeWith({ config: { backoff: { baseMs: {} } } }),
    'RT117',
    'edges[0].config.backoff.baseMs',
    'Edge users-api',
  ],
  [
    'a target of both kinds',
    entryWith({ target: { node: 'api', edge: 'users-api' } }),
    'RT131',
    'scenario[0].target',
    'either',
  ],
  ['a target of no kind', entryWith({ target: {} }), 'RT131', 'scenario[0].target', 'either'],
  ['a target that is a text', entryWith({ target: 'api' }), 'RT111', 'scenario[0].target', 'object'],
  [
    'a target node that does not exist',
    entryWith({ target: { node: 'ghost' } }),
    'RT132',
    'scenario[0].target.node',
    '"ghost"',
  ],
  [
    'a target edge that does not exist',
    entryWith({ target: { edge: 'ghost' } }),
    'RT132',
    'scenario[0].target.edge',
    '"ghost"',
  ],
  ['a crash of a client', entryWith({ target: { node: 'users' } }), 'RT133', 'scenario[0].action', '"Crash"'],
  ['a crash of a note', entryWith({ target: { node: 'note' } }), 'RT133', 'scenario[0].action', 'note'],
  ['packet loss at a node', entryWith({ action: { type: 'loss' } }), 'RT133', 'scenario[0].action', '"Packet loss"'],
  ['an unknown action', entryWith({ action: { type: 'explode' } }), 'RT120', 'scenario[0].action.type', '"crash"'],
  ['an action that is a text', entryWith({ action: 'crash' }), 'RT111', 'scenario[0].action', 'object'],
  [
    'a wrong parameter of an action',
    entryWith({ action: { type: 'slow', factor: 'very' } }),
    'RT117',
    'scenario[0].action.factor',
    'Times as slow',
  ],
  ['no start', entryWith({ atS: undefined }), 'RT113', 'scenario[0].atS', 'missing'],
  ['an end before the start', entryWith({ untilS: 5 }), 'RT134', 'scenario[0].untilS', '5 s'],
  [
    'an endpoint of a region',
    entryWith({ target: { node: 'region', endpoint: 0 } }),
    'RT135',
    'scenario[0].target.endpoint',
    'region',
  ],
  [
    'a negative endpoint',
    entryWith({ target: { node: 'api', endpoint: -1 } }),
    'RT138',
    'scenario[0].target.endpoint',
    '0 to 511',
  ],
  [
    'an objective of a client that does not exist',
    objectiveWith({ client: 'ghost' }),
    'RT136',
    'objectives[0].client',
    '"ghost"',
  ],
  ['an objective of a database', objectiveWith({ client: 'db' }), 'RT137', 'objectives[0].client', '"db"'],
  ['an unknown metric', objectiveWith({ metric: 'happiness' }), 'RT120', 'objectives[0].metric', '"p99Ms"'],
  ['an unknown comparison', objectiveWith({ comparison: '=' }), 'RT120', 'objectives[0].comparison', '"<"'],
  ['an objective without a value', objectiveWith({ value: undefined }), 'RT113', 'objectives[0].value', 'missing'],
  ['a wrong seed', documentWith({ run: { seed: 'lucky' } }), 'RT117', 'run.seed', 'Seed'],
  ['a wrong speed', documentWith({ run: { speed: 'warp' } }), 'RT120', 'run.speed', '"max"'],
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
    const read = readDesign(serviceConfigWith({ slots: {} }), findSpec);
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('Service "Checkout" (api): ') as string }],
    });
  });

  it('lists every problem, but not without end', () => {
    const nodes = many(2_000, (n) => ({ ...SERVICE, id: `s${n}`, config: { slots: {} } }));
    const read = readDesign(documentWith({ nodes, edges: [] }), findSpec);
    if (read.ok) throw new Error('it was read');
    expect(read.problems).toHaveLength(51);
    expect(read.problems.at(-1)).toMatchObject({ code: 'RT149', message: '1950 more problems are not listed.' });
  });

  it('says nothing about an edge whose node was refused already', () => {
    const read = readDesign(serviceWith({ kind: 'blockchain' }), findSpec);
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'RT116' }] });
    if (!read.ok) expect(read.problems).toHaveLength(1);
  });
});
