import { describe, expect, it } from 'vitest';
import { isServed, SingleRequests, type SentRequest } from '../../../tests/support/single-requests.ts';
import { designOf, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { defaultAction, type Action } from '../../model/actions.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';

const SILENT = { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none' };
const DRAIN: Action = { type: 'drain' };

function threeServers(lb: Record<string, unknown>, workMs: number): SmallDesign {
  const service = { replicas: 1, slots: 100, serviceTime: { type: 'deterministic', meanMs: workMs }, restartS: 0 };
  return {
    nodes: {
      users: ['client', { ...SILENT, users: 100 }],
      lb: ['load-balancer', { processingMs: 0, activeChecks: false, algorithm: 'weighted', ...lb }],
      a: ['service', service],
      b: ['service', service],
      c: ['service', service],
    },
    edges: [
      ['users', 'lb'],
      ['lb', 'a'],
      ['lb', 'b'],
      ['lb', 'c'],
    ],
    run: { durationS: 600 },
  };
}

function wherever(requests: readonly SentRequest[]): string {
  return requests.map((request) => request.attempts.join('')).join('');
}

/** Sends requests one after the other, each once the one before has reached its backend. */
function several(run: SingleRequests, count: number, user?: number, firstUser = 0): SentRequest[] {
  return Array.from({ length: count }, (_, n) => {
    const request = run.send('users', { user: user ?? firstUser + n });
    run.simulation.run(run.simulation.timeNs + 1_000);
    return request;
  });
}

describe('draining', () => {
  // HAProxy 2.6: requests in flight (2.5 s) end well, new ones alternate over the other two.
  it('lets a backend finish what it has and gives it nothing new', () => {
    const run = new SingleRequests(threeServers({}, 2_500), 'lb');
    const inFlight = several(run, 6);
    run.runTo(0.2);
    run.act('b', DRAIN);
    const later = several(run, 12);
    run.runTo(10);
    expect(inFlight.every(isServed)).toBe(true);
    expect(wherever(later)).toMatch(/^(ac){6}$|^(ca){6}$/);
    const after = run.simulation.balancerView('lb')?.backends.find(({ targetId }) => targetId === 'b');
    expect(after).toMatchObject({ state: 'draining', inFlight: 0, share: 0, requests: 2, failed: 0 });
  });

  it('takes a backend back when the draining ends', () => {
    const run = new SingleRequests(threeServers({}, 10), 'lb');
    const drain = run.act('b', DRAIN);
    run.runTo(1);
    run.simulation.endAction(drain);
    expect([...wherever(several(run, 9))].toSorted().join('')).toBe('aaabbbccc');
  });

  it('cuts what is left when the time-out is over: a GET goes to another, a POST is lost', () => {
    const lb = { drainTimeoutS: 5 };
    const run = new SingleRequests(threeServers(lb, 60_000), 'lb');
    const [, onB] = several(run, 2);
    run.act('b', DRAIN);
    run.runTo(4.99);
    expect(onB?.attempts).toEqual(['b']);
    run.runTo(5.01);
    expect(onB?.attempts[1]).toMatch(/^[ac]$/);
    expect(run.simulation.core.nodes.find(({ id }) => id === 'b')?.counters.inFlight).toBe(1);
    const withoutRetry = new SingleRequests(threeServers({ ...lb, retryNext: 0 }, 60_000), 'lb');
    const [, lost] = several(withoutRetry, 2);
    withoutRetry.act('b', DRAIN);
    withoutRetry.runTo(5.01);
    expect(lost).toMatchObject({ attempts: ['b'], outcome: 'draining_cut' });
  });

  it('keeps L4 connections on a draining backend until the time-out', () => {
    const design: SmallDesign = {
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 100 }, users: 1, access: 'none' }],
        lb: ['load-balancer', { layer: 'l4', activeChecks: false, drainTimeoutS: 10 }],
        app: ['service', { replicas: 2 }],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
      ],
      scenario: [{ atS: 20.001, target: { node: 'app', endpoint: 0 }, action: DRAIN }],
      run: { durationS: 60 },
    };
    const simulation = new Simulation(designOf(design));
    const arrivals = () => simulation.report().nodes['app']?.replicas.map((replica) => replica.arrivals) ?? [];
    simulation.run(20e9);
    expect(arrivals()[1]).toBe(0);
    simulation.run(29.9e9);
    expect(arrivals()[1]).toBe(0);
    simulation.run(31e9);
    const [before] = arrivals();
    simulation.run();
    expect(arrivals()[0]).toBe(before);
    expect(arrivals()[1]).toBeGreaterThan(2_800);
  });
});

describe('cookies', () => {
  const sticky = { stickiness: 'cookie' };

  it('keep a user on the backend that answered first', () => {
    const run = new SingleRequests(threeServers(sticky, 1), 'lb');
    expect(wherever(several(run, 5, 7))).toBe('aaaaa');
    expect(wherever(several(run, 5, 8))).toBe('bbbbb');
  });

  // HAProxy 2.6: with the cookie a draining server is still used; without it the others take turns.
  it('still reach a backend that drains; users without one do not', () => {
    const run = new SingleRequests(threeServers(sticky, 1), 'lb');
    several(run, 3);
    run.act('b', DRAIN);
    expect(wherever(several(run, 6, 1))).toBe('bbbbbb');
    expect(wherever(several(run, 6, undefined, 50))).toMatch(/^(ac){3}$|^(ca){3}$/);
  });

  // HAProxy 2.6, state `maint`, which is weight 0 here: in flight all end well after their 2.5 s, new ones alternate over the other two,
  // with the cookie of the one in maintenance too, and take turns over all three when it is ready again.
  it('do not reach a backend in maintenance: what it has it finishes, its users are given others in turn', () => {
    const run = new SingleRequests(threeServers(sticky, 2_500), 'lb');
    const inFlight = several(run, 6);
    expect(wherever(inFlight)).toBe('abcabc');
    // Eighteen users, six of them with a cookie of b.
    const known = several(run, 18, undefined, 20);
    const usersOfB = known.flatMap(({ attempts }, n) => (attempts[0] === 'b' ? [20 + n] : []));
    expect(usersOfB).toHaveLength(6);
    const maintenance = run.simulation.act({ edge: 'lb-b' }, { ...defaultAction('weight'), weight: 0 });
    expect(wherever(several(run, 12, undefined, 50))).toMatch(/^(ac){6}$|^(ca){6}$/);
    expect(wherever(usersOfB.flatMap((user) => several(run, 1, user)))).toMatch(/^(ac){3}$|^(ca){3}$/);
    run.runTo(3);
    expect(inFlight.every(isServed)).toBe(true);
    expect(inFlight.map(({ endedNs }) => Math.round(endedNs / 1e7))).toEqual(inFlight.map(() => 250));
    run.simulation.endAction(maintenance);
    expect(wherever(several(run, 9, undefined, 70))).toMatch(
      /^(abc){3}$|^(bca){3}$|^(cab){3}$|^(acb){3}$|^(cba){3}$|^(bac){3}$/,
    );
  });

  it('move users of a lost backend, who lose their session, or answer 503, as configured', () => {
    for (const stickyLost of ['another', 'fail']) {
      const run = new SingleRequests(
        threeServers({ ...sticky, stickyLost, passiveFailures: 1, retryNext: 0 }, 1),
        'lb',
      );
      several(run, 3);
      run.runTo(0.1);
      run.act('b', { type: 'crash' });
      const [noticed] = several(run, 1, 1);
      run.runTo(0.2);
      expect(noticed?.outcome).toBe('connection_refused');
      const again = several(run, 3, 1);
      run.runTo(0.3);
      if (stickyLost === 'fail') {
        expect(again.map(({ outcome }) => outcome)).toEqual([
          'no_healthy_backend',
          'no_healthy_backend',
          'no_healthy_backend',
        ]);
      } else {
        expect(new Set(wherever(again)).size).toBe(1);
        expect(wherever(again)).not.toContain('b');
        expect(run.simulation.balancerView('lb')?.sessionsMoved).toBe(1);
      }
    }
  });

  it('expire: then the user is given a backend anew', () => {
    const run = new SingleRequests(threeServers({ ...sticky, stickyS: 10 }, 1), 'lb');
    const first = several(run, 1, 5);
    run.runTo(9.9);
    first.push(...several(run, 1, 5));
    run.runTo(10.1);
    first.push(...several(run, 1, 5));
    expect(wherever(first)).toBe('aab');
  });
});

describe('slow start', () => {
  it('grows the share of a backend that is back from a tenth to the whole', () => {
    const design = (slowStartS: number): SmallDesign => ({
      nodes: {
        users: ['client', { load: { type: 'constant', ratePerSecond: 1_000 }, access: 'none' }],
        lb: [
          'load-balancer',
          { algorithm: 'round-robin', slowStartS, passiveFailures: 1, ejectionS: 1, activeChecks: false },
        ],
        app: ['service', { replicas: 2, serviceTime: { type: 'deterministic', meanMs: 0 }, restartS: 0 }],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'app'],
      ],
      scenario: [{ atS: 5, untilS: 5.5, target: { node: 'app', endpoint: 1 }, action: { type: 'crash' } }],
      run: { durationS: 30 },
    });
    const shareIn = (slowStartS: number, fromS: number, toS: number) => {
      const simulation = new Simulation(designOf(design(slowStartS)));
      simulation.run(fromS * 1e9);
      const before = simulation.report().nodes['app']?.replicas[1]?.arrivals ?? 0;
      simulation.run(toS * 1e9);
      return ((simulation.report().nodes['app']?.replicas[1]?.arrivals ?? 0) - before) / ((toS - fromS) * 1_000);
    };
    // Back at 6.0 s. Half way through a weight of w against 1 gets w / (1 + w).
    expect(shareIn(0, 6.1, 8)).toBeCloseTo(0.5, 2);
    expect(shareIn(10, 6.1, 6.4)).toBeCloseTo(0.1 / 1.1, 1);
    expect(Math.abs(shareIn(10, 10.9, 11.1) - 0.5 / 1.5)).toBeLessThan(0.02);
    expect(shareIn(10, 16.6, 20)).toBeCloseTo(0.5, 2);
  });
});

describe('path routes', () => {
  it('send a path over the edge with the longest prefix, the rest to the default', () => {
    const common = {
      requestBytes: 500,
      responseBytes: 500,
      keyCount: 10,
      zipfExponent: 0,
      cacheTtlS: null,
      share: 1,
      method: 'GET',
    };
    const paths = ['/api/items/{key}', '/api/admin/{key}', '/img/{key}', '/'];
    const report = simulate({
      nodes: {
        users: [
          'client',
          {
            load: { type: 'constant', ratePerSecond: 400 },
            access: 'none',
            classes: paths.map((path) => ({ ...common, name: path, path })),
          },
        ],
        lb: ['load-balancer', { activeChecks: false }],
        api: ['service'],
        admin: ['service'],
        web: ['service'],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'api', { pathPrefix: '/api' }],
        ['lb', 'admin', { pathPrefix: '/api/admin' }],
        ['lb', 'web'],
      ],
      run: { durationS: 20.001 },
    });
    const issued = (path: string) => report.clients['users']?.requests[path]?.issued ?? -1;
    expect(report.nodes['api']?.arrivals).toBe(issued('/api/items/{key}'));
    expect(report.nodes['admin']?.arrivals).toBe(issued('/api/admin/{key}'));
    expect(report.nodes['web']?.arrivals).toBe(issued('/img/{key}') + issued('/'));
  });

  it('without a default fail what nothing matches', () => {
    const report = simulate({
      nodes: {
        users: ['client', { access: 'none' }],
        lb: ['load-balancer', { activeChecks: false }],
        api: ['service'],
      },
      edges: [
        ['users', 'lb'],
        ['lb', 'api', { pathPrefix: '/api' }],
      ],
      run: { durationS: 5 },
    });
    expect(report.totals.failed).toBe(report.totals.issued);
    expect(report.nodes['api']?.arrivals).toBe(0);
  });
});
