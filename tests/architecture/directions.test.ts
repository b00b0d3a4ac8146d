import { describe, expect, test } from 'vitest';
import { importCycles } from './cycles.ts';
import { directionBreaches, filesNamingTheWorker } from './directions.ts';
import { madeUpTree, readTree } from './source-tree.ts';

const code = readTree('src', 'workers');

describe('the code as it is', () => {
  test('there is code to check', () => {
    expect([...code.keys()].filter((path) => path.startsWith('src/')).length).toBeGreaterThan(1);
  });

  test('every import goes in a direction that the table allows', () => {
    expect(directionBreaches(code)).toEqual([]);
  });

  test('no import runs in a circle', () => {
    expect(importCycles(code)).toEqual([]);
  });

  test('at most one file of the page names the worker', () => {
    expect(filesNamingTheWorker(code).length).toBeLessThanOrEqual(1);
  });
});

const imports = (target: string) => `import { a } from '${target}';\n`;

describe('a wrong import is caught', () => {
  test.each([
    ['src/model/request.ts', '../algorithms/math/ln.ts'],
    ['src/model/request.ts', '../kinds/specs.ts'],
    ['src/model/request.ts', 'react'],
    ['src/algorithms/math/ln.ts', '../../kinds/cache/behaviour.ts'],
    ['src/algorithms/math/ln.ts', 'node:fs'],
    ['src/kinds/cache/behaviour.ts', '../service/behaviour.ts'],
    ['src/kinds/cache/behaviour.ts', './NodeView.tsx'],
    ['src/kinds/cache/behaviour.ts', '../specs.ts'],
    ['src/kinds/cache/behaviour.ts', '../../ui/field.tsx'],
    ['src/kinds/cache/behaviour.ts', '../../../workers/simulation/engine.ts'],
    ['src/kinds/cache/NodeView.tsx', '../service/NodeView.tsx'],
    ['src/kinds/cache/NodeView.tsx', '../../state/run.ts'],
    ['src/kinds/cache/NodeView.tsx', '../../algorithms/math/ln.ts'],
    ['src/kinds/views.ts', '../features/canvas/canvas.ts'],
    ['src/ui/field.tsx', '../model/request.ts'],
    ['src/ui/field.tsx', '../state/run.ts'],
    ['src/state/run.ts', '../kinds/cache/spec.ts'],
    ['src/state/run.ts', '../kinds/views.ts'],
    ['src/state/run.ts', '../simulation-client/client.ts'],
    ['src/simulation-client/client.ts', '../../workers/browser.ts'],
    ['src/simulation-client/client.ts', '../../workers/simulation/engine.ts?worker&url'],
    ['src/simulation-client/client.ts', '../kinds/specs.ts'],
    ['src/features/canvas/canvas.tsx', '../share/link.ts'],
    ['src/features/canvas/canvas.tsx', '../../kinds/cache/NodeView.tsx'],
    ['src/features/canvas/canvas.tsx', '../../kinds/behaviours.ts'],
    ['src/features/canvas/canvas.tsx', '../../../workers/browser.ts?worker&url'],
    ['src/features/canvas/canvas.tsx', '../../algorithms/math/ln.ts'],
    ['src/app/App.tsx', '../algorithms/math/ln.ts'],
    ['src/app/App.tsx', '../../workers/simulation/engine.ts'],
    ['src/main.tsx', './state/run.ts'],
    ['workers/simulation/engine.ts', '../../src/state/run.ts'],
    ['workers/simulation/engine.ts', '../../src/kinds/cache/behaviour.ts'],
    ['workers/simulation/engine.ts', '../browser.ts'],
    ['workers/simulation/engine.ts', 'comlink'],
    ['workers/browser.ts', '../src/kinds/views.ts'],
    ['workers/browser.ts', '../src/app/App.tsx'],
    ['src/model/request.ts', '../../tests/support/designs.ts'],
  ])('%s may not import %s', (path, target) => {
    expect(directionBreaches(madeUpTree({ [path]: imports(target) }))).toHaveLength(1);
  });

  test('a file in no room is caught', () => {
    expect(directionBreaches(madeUpTree({ 'src/lib/anything.ts': '' }))).toHaveLength(1);
  });

  test('a circle is caught, a diamond is none', () => {
    const a = imports('./b.ts') + imports('./c.ts');
    const files = {
      'src/model/a.ts': a,
      'src/model/b.ts': imports('./d.ts'),
      'src/model/c.ts': imports('./d.ts'),
    };
    expect(importCycles(madeUpTree({ ...files, 'src/model/d.ts': '' }))).toEqual([]);
    expect(importCycles(madeUpTree({ ...files, 'src/model/d.ts': imports('./a.ts') }))).toEqual([
      'src/model/a.ts -> src/model/b.ts -> src/model/d.ts -> src/model/a.ts',
    ]);
  });

  test('types that name each other are no circle, a value among them makes one', () => {
    const type = (target: string) => `import type { a } from '${target}';\n`;
    const circle = (back: string) => madeUpTree({ 'src/model/a.ts': imports('./b.ts'), 'src/model/b.ts': back });
    expect(importCycles(circle(type('./a.ts')))).toEqual([]);
    expect(importCycles(circle(type('./a.ts') + imports('./a.ts')))).toHaveLength(1);
    expect(importCycles(circle(`import { type a, b } from './a.ts';`))).toHaveLength(1);
  });

  test('two files that name the worker are caught', () => {
    const url = imports('../../workers/browser.ts?worker&url');
    const tree = madeUpTree({ 'src/simulation-client/a.ts': url, 'src/simulation-client/b.ts': url });
    expect(filesNamingTheWorker(tree)).toHaveLength(2);
  });
});

describe('a right import is let through', () => {
  test.each([
    ['src/model/request.ts', './units.ts'],
    ['src/algorithms/math/ln.ts', '../../model/units.ts'],
    ['src/kinds/cache/behaviour.ts', './eviction/lru.ts'],
    ['src/kinds/cache/NodeView.tsx', '../../ui/field.tsx'],
    ['src/kinds/cache/NodeView.tsx', './spec.ts'],
    ['src/kinds/views.ts', './cache/NodeView.tsx'],
    ['src/ui/field.tsx', '../model/units.ts'],
    ['src/state/run.ts', '../kinds/specs.ts'],
    ['src/simulation-client/client.ts', '../../workers/browser.ts?worker&url'],
    ['src/features/canvas/canvas.tsx', '../../kinds/views.ts'],
    ['src/features/canvas/edges/path.ts', '../canvas.tsx'],
    ['src/app/App.tsx', '../features/canvas/canvas.tsx'],
    ['workers/browser.ts', './simulation/engine.ts'],
    ['workers/simulation/engine.ts', '../../src/kinds/behaviours.ts'],
    ['src/model/request.test.ts', '../algorithms/math/ln.ts'],
  ])('%s may import %s', (path, target) => {
    expect(directionBreaches(madeUpTree({ [path]: imports(target) }))).toEqual([]);
  });
});
