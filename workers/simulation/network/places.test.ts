import { describe, expect, it } from 'vitest';
import { rttBetweenMs } from '../../../src/model/geography.ts';
import type { Design, DesignNode } from '../../../src/model/design.ts';
import { EMPTY_DESIGN } from '../../../src/model/design.ts';
import { placesOf, rttMs, type Place } from './places.ts';

function node(id: string, kind: string, parent?: string, config: Record<string, unknown> = {}): DesignNode {
  return { id, kind, label: id, position: { x: 0, y: 0 }, config, ...(parent === undefined ? {} : { parent }) };
}

function places(...nodes: DesignNode[]): (id: string) => Place {
  const design: Design = { ...EMPTY_DESIGN, nodes };
  const map = placesOf(design);
  return (id) => map.get(id) as Place;
}

describe('round trips from where nodes are', () => {
  const at = places(
    node('east', 'region', undefined, { location: 'us-east' }),
    node('tokyo', 'region', undefined, { location: 'tokyo' }),
    node('z1', 'zone', 'east'),
    node('z2', 'zone', 'east'),
    node('a', 'service', 'z1'),
    node('b', 'service', 'z1'),
    node('c', 'service', 'z2'),
    node('d', 'service', 'tokyo'),
    node('g1', 'group', 'east'),
    node('grouped', 'service', 'g1'),
    node('g2', 'group', 'z1'),
    node('grouped in z1', 'service', 'g2'),
    node('free', 'service'),
    node('users', 'client', undefined, { location: 'london', access: '4g' }),
    node('inside', 'client', 'east', { access: 'none' }),
  );

  it('one zone, two zones, two regions', () => {
    expect(rttMs(at('a'), at('b'))).toBe(0.5);
    expect(rttMs(at('a'), at('c'))).toBe(1.5);
    expect(rttMs(at('a'), at('d'))).toBe(rttBetweenMs('us-east', 'tokyo'));
  });

  it('a group is no place: what is in it is where the group is', () => {
    expect(at('grouped')).toMatchObject({ location: 'us-east', zone: '' });
    expect(at('grouped in z1')).toEqual(at('a'));
  });

  it('a node that is nowhere in particular is where the other is', () => {
    expect(rttMs(at('free'), at('d'))).toBe(0.5);
  });

  it('clients add their access network to the distance', () => {
    expect(rttMs(at('users'), at('a'))).toBe(40 + rttBetweenMs('london', 'us-east'));
    expect(rttMs(at('inside'), at('a'))).toBe(0.5);
  });
});
