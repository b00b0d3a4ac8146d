import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import {
  type Json,
  documentWith,
  edgeWith,
  objectiveWith,
  serviceConfigWith,
  serviceWith,
} from '../support/small-document.ts';

/** Value, code and path of the notice, and the value it became, by that path. */
const REPAIRED: readonly [
  name: string,
  input: unknown,
  code: string,
  path: string,
  pick: (design: Json) => unknown,
  value: unknown,
][] = [
  ['a number as text', serviceConfigWith({ slots: ' 12 ' }), 'RT152', 'nodes[1].config.slots', slots, 12],
  ['a number below its range', serviceConfigWith({ slots: -3 }), 'RT153', 'nodes[1].config.slots', slots, 1],
  ['a number above its range', serviceConfigWith({ slots: 1e12 }), 'RT153', 'nodes[1].config.slots', slots, 100_000],
  ['a fraction for a whole number', serviceConfigWith({ slots: 2.6 }), 'RT154', 'nodes[1].config.slots', slots, 3],
  [
    'a boolean as text',
    serviceConfigWith({ holdSlot: 'FALSE' }),
    'RT156',
    'nodes[1].config.holdSlot',
    (d) => config(d)['holdSlot'],
    false,
  ],
  [
    'a choice in capitals',
    serviceConfigWith({ callOrder: ' Parallel' }),
    'RT156',
    'nodes[1].config.callOrder',
    (d) => config(d)['callOrder'],
    'parallel',
  ],
  [
    'a speed as a number',
    documentWith({ run: { speed: 10 } }),
    'RT156',
    'run.speed',
    (d) => (d['run'] as Json)['speed'],
    '10',
  ],
  ['an unknown parameter', serviceConfigWith({ turbo: 1 }), 'RT151', 'nodes[1].config', config, {}],
  [
    'an unknown key of a node',
    serviceWith({ style: { background: 'url(x)' } }),
    'RT151',
    'nodes[1]',
    (d) => Object.keys(node(d)),
    ['id', 'kind', 'label', 'position', 'config'],
  ],
  ['an unknown key of the document', documentWith({ viewport: {} }), 'RT151', '', (d) => 'viewport' in d, false],
  [
    'no position',
    serviceWith({ position: undefined }),
    'RT157',
    'nodes[1].position',
    (d) => node(d)['position'],
    { x: 0, y: 0 },
  ],
  [
    'a position far away',
    serviceWith({ position: { x: 1e9, y: 0.4 } }),
    'RT153',
    'nodes[1].position.x',
    (d) => node(d)['position'],
    { x: 1_000_000, y: 0 },
  ],
  ['an id that is a number', serviceWith({ id: 7 }), 'RT156', 'nodes[1].id', (d) => node(d)['id'], '7'],
  ['no version', documentWith({ version: undefined }), 'RT158', 'version', (d) => d['version'], 1],
  ['a version as text', documentWith({ version: '1' }), 'RT152', 'version', (d) => d['version'], 1],
  [
    'no id of an edge',
    edgeWith({ id: undefined }),
    'RT157',
    'edges[0].id',
    (d) => (d['edges'] as Json[])[0]!['id'],
    'users-api',
  ],
  [
    'no comparison',
    objectiveWith({ comparison: undefined }),
    'RT157',
    'objectives[0].comparison',
    (d) => (d['objectives'] as Json[])[0]!['comparison'],
    '<',
  ],
  ['a bidi override in a label', serviceWith({ label: 'a\u202Etxt' }), 'RT155', 'nodes[1].label', label, 'atxt'],
  ['a lone surrogate in a label', serviceWith({ label: 'a\uD800' }), 'RT155', 'nodes[1].label', label, 'a\uFFFD'],
  ['ESC in a label', serviceWith({ label: 'a\u001B[31m' }), 'RT155', 'nodes[1].label', label, 'a[31m'],
  [
    'stacked marks in a label',
    serviceWith({ label: `a${'\u0301'.repeat(90)}` }),
    'RT155',
    'nodes[1].label',
    label,
    `a${'\u0301'.repeat(8)}`,
  ],
  ['a line break in a label', serviceWith({ label: 'a\nb' }), 'RT155', 'nodes[1].label', label, 'a b'],
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
    const read = readDesign(serviceConfigWith({ slots: -3 }), findSpec);
    expect(read.ok && read.notices[0]!.message).toBe(
      'Service "Checkout" (api): Slots per replica was -3, outside the range 1 to 100000; it is now 1.',
    );
  });

  it('leaves right-to-left text and emoji as they are', () => {
    const text = 'שרת \u200F(راجع) 👩‍👩‍👧‍👦 é';
    const read = readDesign(serviceWith({ label: text }), findSpec);
    expect(read.ok && read.value.nodes[1]!.label).toBe(text);
    expect(read.ok && read.notices).toEqual([]);
  });
});
