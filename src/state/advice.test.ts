import { describe, expect, it } from 'vitest';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { findSpec } from '../kinds/specs.ts';
import type { Design } from '../model/design.ts';
import { readDesign } from '../model/document/read-design.ts';
import { adviceOf } from './advice.ts';
import { currentDesign, replaceDesign, undo } from './document.ts';

type Config = Readonly<Record<string, unknown>>;

function page(edge: Config = { protocol: 'grpc' }, client: Config = { runsIn: 'browser' }, behind = 'service'): Design {
  const at = (id: string, kind: string, x: number, config: Config = {}) => ({
    id,
    kind,
    label: id,
    position: { x, y: 0 },
    config,
  });
  const isGateway = behind === 'api-gateway';
  const read = readDesign(
    {
      version: 1,
      name: 'page',
      nodes: [
        at('web', 'client', 0, client),
        at('orders', behind, 320, isGateway ? { limitBy: 'off' } : {}),
        ...(isGateway ? [at('inside', 'service', 640)] : []),
      ],
      edges: [
        { id: 'call', source: 'web', target: 'orders', config: edge },
        ...(isGateway ? [{ id: 'onward', source: 'orders', target: 'inside', config: {} }] : []),
      ],
      run: { durationS: 5, warmupS: 0 },
    },
    findSpec,
  );
  if (!read.ok) throw new Error(JSON.stringify(read));
  return read.value;
}

const failed = (design: Design) => {
  const simulation = new Simulation(design);
  simulation.run();
  return simulation.report().totals;
};

describe('a page of a browser that calls over gRPC', () => {
  it('is pointed out, with the reason', () => {
    expect(adviceOf(page())).toMatchObject([
      {
        edge: 'call',
        client: 'web',
        words: 'web runs in a browser and calls orders over gRPC: all these requests fail.',
      },
    ]);
    expect(adviceOf(page())[0]?.reason).toContain('trailers');
    expect(failed(page()).succeeded).toBe(0);
  });

  it('an app is not, and neither is a page over HTTP or gRPC-Web', () => {
    expect(adviceOf(page({ protocol: 'grpc' }, { runsIn: 'mobile' }))).toEqual([]);
    expect(adviceOf(page({ protocol: 'http2' }))).toEqual([]);
    expect(adviceOf(page({ protocol: 'grpc-web' }))).toEqual([]);
  });

  it('is pointed out where the address comes from DNS, and works after the remedy', () => {
    const direct = page({});
    const dns = { id: 'dns', kind: 'dns', label: 'dns', position: { x: 320, y: 200 }, config: {} };
    const named: Design = {
      ...direct,
      nodes: [...direct.nodes, dns],
      edges: [
        { id: 'ask', source: 'web', target: 'dns', config: {} },
        { id: 'record', source: 'dns', target: 'orders', config: { protocol: 'grpc' } },
      ],
    };
    expect(failed(named).succeeded).toBe(0);
    replaceDesign(named);
    adviceOf(named)[0]?.remedies[0]?.run();
    expect(failed(currentDesign()).failed).toBe(0);
  });

  it.each([
    [0, 'grpc-web', 'gRPC-Web proxy'],
    [1, 'http2', 'API gateway'],
  ])(
    'remedy %i is one step: a gateway between, %s outside and gRPC inside, and every request succeeds',
    (which, outside, label) => {
      const before = page({ protocol: 'grpc', timeoutMs: 500, maxAttempts: 2, passDeadline: false });
      replaceDesign(before);
      adviceOf(before)[0]?.remedies[which]?.run();
      const after = currentDesign();
      expect(adviceOf(after)).toEqual([]);
      const gateway = after.nodes.find(({ kind }) => kind === 'api-gateway');
      expect(gateway?.label).toBe(label);
      expect(after.edges).toMatchObject([
        {
          id: 'call',
          source: 'web',
          target: gateway?.id,
          config: { protocol: outside, timeoutMs: 500, maxAttempts: 2 },
        },
        { source: gateway?.id, target: 'orders', config: { protocol: 'grpc', passDeadline: false } },
      ]);
      // Nothing lies over anything else.
      const xs = after.nodes.map(({ position }) => position.x).toSorted((a, b) => a - b);
      expect(Math.min(xs[1]! - xs[0]!, xs[2]! - xs[1]!)).toBeGreaterThanOrEqual(200);
      expect(readDesign(after, findSpec)).toMatchObject({ ok: true, notices: [] });
      const { succeeded, failed: lost } = failed(after);
      expect(lost).toBe(0);
      expect(succeeded).toBeGreaterThan(100);
      undo();
      expect(currentDesign()).toEqual(before);
    },
  );

  it('where it calls a gateway, that one speaks REST outside and gRPC inside', () => {
    const before = page({ protocol: 'grpc' }, { runsIn: 'browser' }, 'api-gateway');
    replaceDesign(before);
    adviceOf(before)[0]?.remedies[1]?.run();
    const { nodes, edges } = currentDesign();
    expect(nodes).toHaveLength(3);
    expect(edges.map(({ config }) => config.protocol)).toEqual(['http2', 'grpc']);
    expect(failed(currentDesign()).failed).toBe(0);
  });
});
