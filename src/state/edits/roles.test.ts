import { describe, expect, it } from 'vitest';
import { findSpec } from '../../kinds/specs.ts';
import { connectionRefusal } from '../../model/connection-rules.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';
import { LIMITS } from '../../model/limits.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import { currentDesign, replaceDesign, undo } from '../document.ts';
import { rewritesOf } from '../rewrites.ts';
import { canCollapse, collapseRoles, expandRoles, roleOf } from './roles.ts';
import dnsFailover from '../../../presets/dns-failover.json' with { type: 'json' };

function preset(): Design {
  const read = readDesign(dnsFailover, findSpec);
  if (!read.ok) throw new Error('The preset does not read');
  return read.value;
}

function successRatio(design: Design): number {
  const simulation = new Simulation(design);
  simulation.run();
  const { succeeded, failed } = simulation.report().totals;
  return succeeded / (succeeded + failed);
}

const rolesOf = (design: Design) => design.nodes.map(roleOf).filter((role) => role !== null);

describe('a DNS expanded into its roles', () => {
  it('is a legal design with the resolvers in its place, and the records at the authoritative servers', () => {
    const before = preset();
    const after = expandRoles(before, 'dns');
    expect(rolesOf(after)).toEqual(['resolver', 'root', 'tld', 'authoritative']);
    const zone = after.nodes.find((node) => roleOf(node) === 'authoritative');
    expect(after.edges.filter(({ source }) => source === zone?.id).map(({ id }) => id)).toEqual([
      'dns-dublin',
      'dns-frankfurt',
    ]);
    expect(after.edges.find(({ id }) => id === 'users-dns')?.target).toBe('dns');
    expect(zone?.config).toEqual({ role: 'authoritative', ttlS: 20, healthIntervalS: 5, healthThreshold: 2 });
    const kindOf = (id: string) => findSpec(after.nodes.find((node) => node.id === id)?.kind ?? '');
    for (const { source, target } of after.edges) {
      const [from, to] = [kindOf(source), kindOf(target)];
      expect(from && to ? connectionRefusal(from, to) : 'unknown').toBeNull();
    }
    const read = readDesign(JSON.parse(JSON.stringify(after)), findSpec);
    expect(read.ok).toBe(true);
  });

  it('no two cards lie on each other', () => {
    const after = expandRoles(preset(), 'dns');
    const boxes = after.nodes
      .filter(({ parent }) => parent === undefined)
      .map(({ id, kind, position, size }) => ({
        id,
        ...position,
        ...(size ?? findSpec(kind)?.size ?? { width: 0, height: 0 }),
      }));
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.id} on ${other.id}`).toBe(true);
      }
  });

  it('fails over as it did', () => {
    const before = preset();

    expect(Math.abs(successRatio(before) - successRatio(expandRoles(before, 'dns')))).toBeLessThan(0.03);
  });

  it('collapses into what it was, from each of its cards', () => {
    const before = preset();
    const after = expandRoles(before, 'dns');
    for (const node of after.nodes) {
      if (roleOf(node) === null) continue;
      expect(canCollapse(after, node.id)).toBe(true);
      expect(collapseRoles(after, node.id)).toEqual(before);
    }
  });

  it('keeps what was changed of a server while it was apart', () => {
    const apart = expandRoles(preset(), 'dns');
    const further = {
      ...apart,
      edges: apart.edges.map((edge) =>
        edge.target === 'dns-1' ? { ...edge, config: { rttMs: 77, lossRatio: 0.1 } } : edge,
      ),
    };
    const whole = collapseRoles(further, 'dns').nodes.find(({ id }) => id === 'dns');
    expect(whole?.config).toMatchObject({ rootRttMs: 77, upstreamLossRatio: 0.1 });
  });

  it('is offered, and is one step to undo', () => {
    const before = preset();
    replaceDesign(before);
    expect(rewritesOf(before, 'users')).toEqual([]);
    rewritesOf(before, 'dns')[0]?.run();
    expect(rolesOf(currentDesign())).toHaveLength(4);
    expect(rewritesOf(currentDesign(), 'dns').map(({ label }) => label)).toEqual(['Collapse into one DNS']);
    undo();
    expect(currentDesign()).toBe(before);
  });

  it('is not done where the design would become too large', () => {
    const node = preset().nodes[0];
    if (node === undefined) throw new Error('The preset has nodes');
    const many = Array.from({ length: LIMITS.nodes - preset().nodes.length }, (_, index) => ({
      ...node,
      id: `n${index}`,
    }));
    const full = { ...preset(), nodes: [...preset().nodes, ...many] };
    replaceDesign(full);
    rewritesOf(full, 'dns')[0]?.run();
    expect(currentDesign()).toBe(full);
  });
});
