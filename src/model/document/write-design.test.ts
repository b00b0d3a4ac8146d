import { expect, it } from 'vitest';
import { findSpec } from '../../kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../design.ts';
import { parseDesignText } from './parse-design-text.ts';
import { writeDesign } from './write-design.ts';

const DESIGN: Design = {
  ...EMPTY_DESIGN,
  nodes: [
    {
      id: 'api',
      kind: 'service',
      label: 'Service',
      position: { x: 10.6, y: -0.2 },
      size: { width: 200, height: 92 },
      config: { slots: 8, serviceTime: { type: 'lognormal', meanMs: 45, cv: 1 }, queueLimit: null, replicas: 4 },
    },
  ],
};

it('writes only what differs from a default, in a fixed order', () => {
  expect(JSON.parse(writeDesign(DESIGN, findSpec))).toEqual({
    version: 1,
    nodes: [
      {
        id: 'api',
        kind: 'service',
        position: { x: 11, y: 0 },
        config: { replicas: 4, queueLimit: null, serviceTime: { type: 'lognormal', meanMs: 45 } },
      },
    ],
  });
  expect(writeDesign(DESIGN, findSpec).indexOf('replicas')).toBeLessThan(
    writeDesign(DESIGN, findSpec).indexOf('queueLimit'),
  );
});

it('gives the same text after it was read', () => {
  const text = writeDesign(DESIGN, findSpec);
  const read = parseDesignText(text, findSpec);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(writeDesign(read.value, findSpec)).toBe(text);
  expect(read.value.nodes[0]?.config).toEqual({
    replicas: 4,
    queueLimit: null,
    serviceTime: { type: 'lognormal', meanMs: 45, cv: 1 },
  });
});

it('writes the empty design as next to nothing', () => {
  expect(writeDesign(EMPTY_DESIGN, findSpec)).toBe('{\n  "version": 1,\n  "nodes": []\n}\n');
});

it('keeps the configuration of a kind it does not know', () => {
  const design: Design = {
    ...EMPTY_DESIGN,
    nodes: [{ id: 'x', kind: 'future', label: 'X', position: { x: 0, y: 0 }, config: { power: 9 } }],
  };
  expect(writeDesign(design, findSpec)).toContain('"power": 9');
});
