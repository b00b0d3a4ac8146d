import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design, type DesignNode } from '../../model/design.ts';
import { absoluteBox, findNode } from '../design-index.ts';
import { alignNodes, distributeNodes } from './arrange.ts';
import { growToFit, shrinkToFit, tidyChildren } from './containers.ts';
import { closedGroupAround, groupNodes, openGroups, ungroupNodes } from './groups.ts';
import { replaceKind, replaceRefusal } from './replace-kind.ts';
import { mixedFields, sharedFields } from './several.ts';
import { insertKind } from './splice.ts';
import { findSpec } from '../../kinds/specs.ts';

function node(id: string, kind: string, x: number, y: number, more: Partial<DesignNode> = {}): DesignNode {
  return { id, kind, label: id, position: { x, y }, config: {}, ...more };
}

function design(...nodes: readonly DesignNode[]): Design {
  return { ...EMPTY_DESIGN, nodes };
}

const REGION = node('region', 'region', 100, 100, { size: { width: 900, height: 500 } });

test('a group in a region holds its components where they are, and ungrouping leaves them there', () => {
  const before = design(
    REGION,
    node('a', 'service', 40, 60, { parent: 'region' }),
    node('b', 'service', 320, 200, { parent: 'region' }),
  );
  const grouped = groupNodes(before, new Set(['a', 'b']));
  const boxOf = (where: Design, id: string) => absoluteBox(where, findNode(where, id)!);
  expect(findNode(grouped.design, grouped.id!)).toMatchObject({ kind: 'group', parent: 'region' });
  expect(findNode(grouped.design, 'a')?.parent).toBe(grouped.id);
  expect(boxOf(grouped.design, 'b')).toEqual(boxOf(before, 'b'));
  const apart = ungroupNodes(grouped.design, new Set([grouped.id!]));
  expect(apart.ids).toEqual(['a', 'b']);
  expect(apart.design).toEqual(before);
});

test('a group is open while something in it is selected, and closed when it is selected itself', () => {
  const { design: grouped, id } = groupNodes(design(node('a', 'service', 0, 0)), new Set(['a']));
  const around = (...selected: readonly string[]) =>
    closedGroupAround(grouped, findNode(grouped, 'a')!, openGroups(grouped, new Set(selected)));
  expect([around(), around('a'), around(id!), around('a', id!)]).toEqual([id, null, id, id]);
});

test('alignment and distribution count what is outermost only', () => {
  const before = design(node('a', 'service', 0, 0), node('b', 'service', 30, 130), node('c', 'service', 10, 500));
  const left = alignNodes(before, new Set(['a', 'b', 'c']), 'left');
  expect(left.nodes.map(({ position }) => position.x)).toEqual([0, 0, 0]);
  const spread = distributeNodes(before, new Set(['a', 'b', 'c']), 'vertical');
  expect(spread.nodes.map(({ position }) => position.y)).toEqual([0, 250, 500]);
  expect(distributeNodes(before, new Set(['a', 'b']), 'vertical')).toBe(before);
});

test('a container tidies its children in rows, shrinks to them, and grows around one at its border', () => {
  const before = design(
    REGION,
    node('a', 'service', 300, 70, { parent: 'region' }),
    node('b', 'service', 20, 80, { parent: 'region' }),
  );
  const tidy = tidyChildren(before, 'region');
  expect(tidy.nodes.slice(1).map(({ position }) => position)).toEqual([
    { x: 312, y: 48 },
    { x: 24, y: 48 },
  ]);
  expect(shrinkToFit(before, 'region').nodes[0]!.size).toEqual({ width: 528, height: 174 });
  const outside = design(REGION, node('a', 'service', 800, 100, { parent: 'region' }));
  expect(growToFit(outside, 'region').nodes[0]!.size).toEqual({ width: 1_012, height: 500 });
});

test('a component put into a call takes its second half; time-outs stay with the caller', () => {
  const edge = {
    id: 'call',
    source: 'users',
    target: 'api',
    config: { timeoutMs: 300, rttMs: 80, connection: 'keep-alive' as const },
  };
  const before = { ...design(node('users', 'client', 0, 0), node('api', 'service', 600, 0)), edges: [edge] };
  const { design: after, id } = insertKind(before, 'call', 'load-balancer', { x: 400, y: 50 });
  expect(after.edges).toEqual([
    { ...edge, target: id },
    { id: 'edge-1', source: id, target: 'api', config: { connection: 'keep-alive' } },
  ]);
  expect(insertKind(before, 'call', 'region', { x: 0, y: 0 }).id).toBeNull();
});

test('another kind keeps id, wires and the settings it knows, and is refused with the reason', () => {
  const wired = {
    ...design(
      node('users', 'client', 0, 0),
      node('api', 'service', 300, 0, { label: 'Service 2', config: { replicas: 4 } }),
    ),
    edges: [{ id: 'call', source: 'users', target: 'api', config: {} }],
  };
  expect(replaceRefusal(wired, 'api', 'database')).toMatch(/^A database speaks to services/);
  const after = replaceKind(wired, 'api', 'load-balancer');
  expect(findNode(after, 'api')).toMatchObject({ kind: 'load-balancer', label: 'Load balancer' });
  expect(after.edges).toEqual(wired.edges);
  expect(replaceKind(wired, 'api', 'database')).toBe(wired);
});

test('settings of several kinds are those that mean the same in all; differing values are known', () => {
  const service = findSpec('service')!.fields;
  const balancer = findSpec('load-balancer')!.fields;
  expect(Object.keys(sharedFields([service, service]))).toEqual(Object.keys(service));
  for (const name of Object.keys(sharedFields([service, balancer])))
    expect(balancer[name]!.type).toBe(service[name]!.type);
  const holders = [
    { fields: service, config: { replicas: 3 } },
    { fields: service, config: {} },
  ];
  expect([...mixedFields(service, holders)]).toEqual(['replicas']);
});
