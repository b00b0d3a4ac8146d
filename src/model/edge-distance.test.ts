import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design, type DesignNode } from './design.ts';
import { rttBetweenMs } from './geography.ts';
import { findSpec } from '../kinds/specs.ts';
import { locationOf, nodeLookup, shownRttMs } from './edge-distance.ts';

function node(id: string, kind: string, config: Record<string, unknown>, parent?: string): DesignNode {
  return { id, kind, label: id, position: { x: 0, y: 0 }, config, ...(parent === undefined ? {} : { parent }) };
}

const design: Design = {
  ...EMPTY_DESIGN,
  nodes: [
    node('client', 'client', { location: 'london' }),
    node('here', 'client', {}),
    node('region', 'region', { location: 'us-west' }),
    node('zone', 'zone', {}, 'region'),
    node('service', 'service', {}, 'zone'),
    node('database', 'database', {}, 'region'),
  ],
};

const findNode = nodeLookup(design);

function rtt(source: string, target: string, config = {}): number | null {
  return shownRttMs({ id: 'e', source, target, config }, findNode, findSpec);
}

test('a node is where its region is, through its zone', () => {
  expect(locationOf(design.nodes[4]!, findNode, findSpec)).toBe('us-west');
  expect(locationOf(design.nodes[1]!, findNode, findSpec)).toBeNull();
});

test('a call between two places shows their round trip', () => {
  expect(rtt('client', 'service')).toBe(rttBetweenMs('london', 'us-west'));
});

test('calls inside one place, or from nowhere in particular, show none', () => {
  expect(rtt('service', 'database')).toBeNull();
  expect(rtt('here', 'service')).toBeNull();
});

test('a configured round trip wins, and is shown when it is long enough', () => {
  expect(rtt('service', 'database', { rttMs: 80 })).toBe(80);
  expect(rtt('client', 'service', { rttMs: 0.5 })).toBeNull();
});
