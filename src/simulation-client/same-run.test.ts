import { describe, expect, it } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../model/design.ts';
import { runsAlike } from './same-run.ts';

const DESIGN: Design = {
  ...EMPTY_DESIGN,
  nodes: [{ id: 'a', kind: 'service', label: 'API', position: { x: 0, y: 0 }, config: {} }],
  edges: [{ id: 'e', source: 'a', target: 'b', config: {} }],
};
const [node] = DESIGN.nodes;

describe('two designs run alike', () => {
  it.each<[string, Design]>([
    ['a moved card', { ...DESIGN, nodes: [{ ...node!, position: { x: 8, y: 8 } }] }],
    ['a resized card', { ...DESIGN, nodes: [{ ...node!, size: { width: 1, height: 1 } }] }],
    ['another name', { ...DESIGN, name: 'B', description: 'C' }],
  ])('with %s', (_what, design) => expect(runsAlike(DESIGN, design)).toBe(true));

  it.each<[string, Design]>([
    ['another setting', { ...DESIGN, nodes: [{ ...node!, config: { slots: 2 } }] }],
    ['another region', { ...DESIGN, nodes: [{ ...node!, parent: 'r' }] }],
    ['an edge less', { ...DESIGN, edges: [] }],
    ['another duration', { ...DESIGN, run: { durationS: 5 } }],
    [
      'a planned fault',
      { ...DESIGN, scenario: [{ id: 's', atS: 1, target: { node: 'a' }, action: { type: 'crash' } }] },
    ],
  ])('but not with %s', (_what, design) => expect(runsAlike(DESIGN, design)).toBe(false));
});
