import { describe, expect, test } from 'vitest';
import { lineLimit, shapeBreaches } from './file-shape.ts';
import { madeUpTree, readTree } from './source-tree.ts';

const lines = (count: number) => 'a;\n'.repeat(count);

test('names, lengths and exports of all code keep to the style', () => {
  expect(shapeBreaches(readTree('src', 'workers', 'tests', 'scripts'))).toEqual([]);
});

describe('what breaks the style is caught', () => {
  test.each([
    'src/model/utils.ts',
    'src/ui/helpers.tsx',
    'src/state/common.ts',
    'workers/simulation/misc.ts',
    'src/features/canvas/index.ts',
    'src/ui/utils/clamp.ts',
    'src/model/types.ts',
    'src/model/camelCase.ts',
    'src/model/snake_case.ts',
    'src/ui/camelCase.tsx',
  ])('the name %s', (path) => {
    expect(shapeBreaches(madeUpTree({ [path]: '' }), new Map())).not.toEqual([]);
  });

  test.each([
    'src/model/sim-context.ts',
    'src/kinds/cache/NodeView.tsx',
    'src/model/units.test.ts',
    'src/main.tsx',
    'src/ui/Sparkline.test.tsx',
  ])('the name %s is let through', (path) => {
    expect(shapeBreaches(madeUpTree({ [path]: '' }), new Map())).toEqual([]);
  });

  test('a file one line too long, and an exception that is not needed any more', () => {
    const path = 'src/model/long.ts';
    const tooLong = madeUpTree({ [path]: lines(lineLimit + 1) });
    const reasoned = new Map([[path, 'a table from a standard']]);
    expect(shapeBreaches(madeUpTree({ [path]: lines(lineLimit) }), new Map())).toEqual([]);
    expect(shapeBreaches(tooLong, new Map())).toHaveLength(1);
    expect(shapeBreaches(tooLong, reasoned)).toEqual([]);
    expect(shapeBreaches(madeUpTree({ [path]: lines(10) }), reasoned)).toHaveLength(1);
  });

  test.each(["export * from './a.ts';", 'export default a;', 'export default function a() {}'])('%s', (text) => {
    expect(shapeBreaches(madeUpTree({ 'src/model/a.ts': text }), new Map())).toHaveLength(1);
  });
});
