import { describe, expect, test } from 'vitest';
import { incompleteKinds, kindIds, knownByName, registryBreaches, strayKnowledge } from './kinds.ts';
import { madeUpTree, readTree } from './source-tree.ts';

const code = readTree('src');

describe('the kinds as they are', () => {
  test('there are kinds', () => {
    expect(kindIds(code).length).toBeGreaterThan(0);
  });

  test('each folder is whole and stands in the three registries', () => {
    expect(incompleteKinds(code)).toEqual([]);
  });

  test('the registries list kinds and nothing else', () => {
    expect(registryBreaches(code)).toEqual([]);
  });

  test('nothing else in the page knows a kind by name, so that one more kind costs one folder and three lines', () => {
    expect(strayKnowledge(code)).toEqual([]);
  });

  test('each exception names a kind that exists', () => {
    expect(knownByName.map(([kind]) => kind).filter((kind) => !kindIds(code).includes(kind))).toEqual([]);
  });
});

const whole = {
  'src/kinds/specs.ts': `import { spec as mailRoom } from './mail-room/spec.ts';`,
  'src/kinds/behaviours.ts': `import { behaviour as mailRoom } from './mail-room/behaviour.ts';`,
  'src/kinds/views.ts': `import { NodeView as MailRoom } from './mail-room/NodeView.tsx';`,
  'src/kinds/mail-room/spec.ts': `export const id = 'mail-room';`,
  'src/kinds/mail-room/behaviour.ts': 'export const a = 1;',
  'src/kinds/mail-room/NodeView.tsx': 'export const a = 1;',
  'src/kinds/mail-room/README.md': '# Mail room',
  'src/kinds/mail-room/behaviour.test.ts': 'test()',
};

describe('an incomplete kind is caught', () => {
  test('a whole one is let through', () => {
    const tree = madeUpTree(whole);
    expect([...incompleteKinds(tree), ...registryBreaches(tree), ...strayKnowledge(tree)]).toEqual([]);
  });

  test.each(Object.keys(whole))('without %s', (path) => {
    const tree = madeUpTree(Object.fromEntries(Object.entries(whole).filter(([name]) => name !== path)));
    expect(incompleteKinds(tree)).toHaveLength(1);
  });

  test('a place or a note needs no behaviour, but one that is there has to be registered', () => {
    const { 'src/kinds/mail-room/behaviour.ts': behaviour, ...still } = {
      ...whole,
      'src/kinds/mail-room/spec.ts': `export const spec = { id: 'mail-room', group: 'structure' };`,
      'src/kinds/behaviours.ts': '',
    };
    expect(incompleteKinds(madeUpTree(still))).toEqual([]);
    expect(incompleteKinds(madeUpTree({ ...still, 'src/kinds/mail-room/behaviour.ts': behaviour }))).toHaveLength(1);
  });

  test('an empty README is none', () => {
    expect(incompleteKinds(madeUpTree({ ...whole, 'src/kinds/mail-room/README.md': '\n' }))).toHaveLength(1);
  });

  test('a registry that reaches for more than the spec', () => {
    const more = `${whole['src/kinds/specs.ts']} import { a } from './mail-room/behaviour.ts';`;
    expect(registryBreaches(madeUpTree({ ...whole, 'src/kinds/specs.ts': more }))).toHaveLength(1);
  });
});

describe('knowledge of one kind elsewhere is caught', () => {
  test.each([
    `if (node.kind === 'mail-room') open();`,
    `switch (kind) { case "mail-room": open(); }`,
    `const icons = { 'mail-room': Envelope };`,
    `const icons = {} satisfies Record<KindId, Icon>;`,
    `type Icons = { [K in KindId]: Icon };`,
  ])('%s', (text) => {
    expect(strayKnowledge(madeUpTree({ ...whole, 'src/features/canvas/card.tsx': text }))).toHaveLength(1);
  });

  test.each([`node.kind === 'cache'`, `'cache' !== node.kind`, `add({ kind: 'cache' })`, `storingKinds.has('cache')`])(
    '%s, a word that other things are called too',
    (text) => {
      const tree = { 'src/kinds/cache/spec.ts': '', 'src/features/canvas/card.tsx': text };
      expect(strayKnowledge(madeUpTree(tree))).toHaveLength(1);
    },
  );

  test.each([`// the mail-room`, `const spans = ['cache'];`, `kind === other`])('%s is let through', (text) => {
    const tree = { ...whole, 'src/kinds/cache/spec.ts': '', 'src/features/canvas/card.tsx': text };
    expect(strayKnowledge(madeUpTree(tree))).toEqual([]);
  });

  test('a test may name a kind, another kind may not', () => {
    const text = `const kind = 'mail-room';`;
    expect(strayKnowledge(madeUpTree({ ...whole, 'src/features/canvas/card.test.tsx': text }))).toEqual([]);
    expect(strayKnowledge(madeUpTree({ ...whole, 'src/kinds/cache/spec.ts': text }))).toHaveLength(1);
  });
});
