import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { Report } from '../../model/report.ts';

const SERVICE = ['service', { slots: 1_000, serviceTime: NO_TIME, restartS: 0 }] as const;
const RTT = { rootRttMs: 30, tldRttMs: 20, authoritativeRttMs: 50 };

interface Names {
  readonly dns?: Record<string, unknown> & { readonly upstreamLossRatio?: number };
  readonly client?: Record<string, unknown>;
  readonly stub?: Partial<EdgeConfig>;
  readonly records?: readonly Partial<EdgeConfig>[];
  readonly ratePerSecond?: number;
  readonly durationS?: number;
  readonly scenario?: SmallDesign['scenario'];
}

const sitesOf = (records: readonly unknown[]) => records.map((_, index) => `site${index}`);

/** Users 10 ms from their resolvers, and sites that take no time. */
function names({
  dns = {},
  client = {},
  stub = {},
  records = [{}],
  ratePerSecond = 10,
  durationS = 60,
  scenario = [],
}: Names): SmallDesign {
  const load = { type: 'constant', ratePerSecond };
  return {
    nodes: {
      users: ['client', { load, users: 1, access: 'none', ...client }],
      dns: ['dns', { ...RTT, healthChecks: 'off', staggered: false, resolvers: 1, ...dns }],
      ...Object.fromEntries(sitesOf(records).map((id) => [id, SERVICE] as const)),
    },
    edges: [
      ['users', 'dns', { rttMs: 10, ...stub }],
      ...sitesOf(records).map((id, index) => ['dns', id, records[index]] as const),
    ],
    scenario,
    run: { durationS },
  };
}

/** The same with every server a node of its own. */
function expanded(options: Names): SmallDesign {
  const { upstreamLossRatio, ...config } = { resolvers: 1, healthChecks: 'off', staggered: false, ...options.dns };
  const whole = names(options);
  const role = (name: string) => ['dns', { ...config, role: name }] as const;
  const lossRatio = typeof upstreamLossRatio === 'number' ? upstreamLossRatio : 0;
  return {
    ...whole,
    nodes: {
      ...whole.nodes,
      dns: role('resolver'),
      root: role('root'),
      tld: role('tld'),
      zone: role('authoritative'),
    },
    edges: [
      ...whole.edges.map(([source, ...more]) => [source === 'dns' ? 'zone' : source, ...more] as const),
      ['dns', 'root', { rttMs: RTT.rootRttMs, lossRatio }],
      ['dns', 'tld', { rttMs: RTT.tldRttMs, lossRatio }],
      ['dns', 'zone', { rttMs: RTT.authoritativeRttMs, lossRatio }],
    ],
  };
}

const slowestMs = (report: Report) => report.clients['users']?.latencyMs.max ?? -1;
const asked = (report: Report) => {
  const counts = report.nodes['dns']?.counts ?? {};
  return ['root', 'top-level', 'authoritative'].map((level) => counts[`questions to ${level} servers`]);
};

describe.each([
  ['collapsed', names],
  ['expanded', expanded],
] as const)('resolution, %s', (_, build) => {
  it('the first lookup goes from the root down: each server costs its own round trip', () => {
    // Stub 10, root 30, top level 20, authoritative 50.
    const report = simulate(build({ durationS: 1 }));
    expect(slowestMs(report)).toBeCloseTo(110, 0);
    expect(asked(report)).toEqual([1, 1, 1]);
  });

  it('later misses ask only the authoritative server, until the delegations expire', () => {
    const known = simulate(build({ dns: { ttlS: 1 }, client: { cacheNames: false }, durationS: 10.05 }));
    expect(asked(known)).toEqual([1, 1, 10]);
    const forgotten = simulate(
      build({ dns: { ttlS: 1, delegationTtlS: 5 }, client: { cacheNames: false }, durationS: 10.05 }),
    );
    expect(asked(forgotten)).toEqual([2, 2, 10]);
  });

  it('a question whose datagram is lost is asked again after the time-out, and after all attempts fails', () => {
    const dns = { ttlS: 0, upstreamLossRatio: 0.1, delegationTtlS: 604_800, lookupTimeoutMs: 800, lookupAttempts: 3 };
    // Further apart than a lookup can last, so that each asks for itself.
    const report = simulate(build({ dns, ratePerSecond: 0.4, durationS: 50_000, client: { lookupTimeoutMs: 60_000 } }));
    const { issued, latencyMs, failed } = report.clients['users'] as Report['clients'][string];
    // An exchange is lost with 1 - 0.9^2 = 0.19; three in a row with 0.0069. 20,000 lookups: four standard errors.
    expect(Math.abs(failed / issued - 0.19 ** 3)).toBeLessThan(4 * Math.sqrt(0.0069 / issued));
    // Repeats of those that succeed: 0.19 of them one, 0.19^2 of them two (truncated): 60 ms and 800 ms each.
    const mean = (0.81 * 60 + 0.19 * 0.81 * 860 + 0.19 ** 2 * 0.81 * 1_660) / (1 - 0.19 ** 3);
    expect(Math.abs((latencyMs.mean ?? 0) / mean - 1)).toBeLessThan(0.05);
    expect(Object.keys(report.clients['users']?.errors ?? {})).toEqual(['dns_failure']);
  });

  it.each([
    [300, 3, 3],
    [2, 300, 2],
    [3_600, 900, 900],
    [86_400, 3_600, 3_600],
  ])(
    'dns-neg: SOA kept for %i s with minimum %i s: a negative answer is kept for %i s',
    (soaTtlS, soaMinimumS, keptS) => {
      const dns = { soaTtlS, soaMinimumS };
      const ratePerSecond = keptS > 100 ? 0.1 : 10;
      const durationS = keptS * 5.5;
      const report = simulate(build({ dns, records: [{ weight: 0 }], ratePerSecond, durationS }));
      // Asked at 0 and whenever the answer has expired: 6 times in 5.5 lifetimes.
      expect(asked(report)[2]).toBe(6);
      expect(report.totals.succeeded).toBe(0);
    },
  );

  it('a name that comes back stays gone until the negative answers expire', () => {
    const change = {
      atS: 10.05,
      target: { edge: build === names ? 'dns-site0' : 'zone-site0' },
      action: { type: 'dns-record' },
    } as const;
    const dns = { soaTtlS: 900, soaMinimumS: 40, ttlS: 60 };
    const report = simulate(build({ dns, records: [{ weight: 0 }], scenario: [change], durationS: 100 }));
    // 10 per second, the negative answer of 0.1 s is kept until 40.1 s.
    expect(Math.abs(report.totals.failed - 401)).toBeLessThanOrEqual(2);
  });

  it('an answer that lost the way of the stub costs its own time-out, then the lookup has failed', () => {
    const report = simulate(build({ stub: { lossRatio: 1 }, ratePerSecond: 1, durationS: 30 }));
    expect(report.totals.succeeded).toBe(0);
    // Two questions, 5 s each: nothing that began after 20 s has ended.
    expect(report.totals.failed).toBe(20);
    expect(report.edges['users-dns']?.retries).toBe(25);
  });
});

describe('collapsed and expanded', () => {
  it('behave the same: exchanges, shares, latency', () => {
    const options: Names = {
      dns: { ttlS: 5, resolvers: 20, policy: 'round-robin', staggered: true, upstreamLossRatio: 0.02 },
      client: { users: 500, load: { type: 'poisson', ratePerSecond: 100 } },
      records: [{}, {}],
      durationS: 400,
    };
    const whole = simulate(names(options));
    const apart = simulate(expanded(options));
    const means = [whole, apart].map((report) => report.clients['users']?.latencyMs.mean ?? 0) as [number, number];
    expect(Math.abs(means[0] / means[1] - 1)).toBeLessThan(0.15);
    const [one, other] = [whole, apart].map((report) => asked(report)[2] as number) as [number, number];
    expect(Math.abs(one / other - 1)).toBeLessThan(0.02);
    expect(whole.nodes['dns']?.cache?.hitRatio).toBeCloseTo(apart.nodes['dns']?.cache?.hitRatio ?? 0, 2);
  });
});

describe('a change of the record', () => {
  const change = { atS: 100, target: { edge: 'dns-site1' }, action: { type: 'dns-record' } } as const;

  it('reaches users as what they keep expires: evenly over one lifetime', () => {
    const options: Names = {
      dns: { ttlS: 40, resolvers: 200, policy: 'failover' },
      client: { users: 2_000, load: { type: 'poisson', ratePerSecond: 200 } },
      records: [{}, {}],
      scenario: [change],
    };
    const simulation = new Simulation(
      designOf(names({ ...options, dns: { ...options.dns, staggered: true }, durationS: 160 })),
    );
    const arrivals = () => simulation.report().nodes['site0']?.arrivals ?? 0;
    const sent = (fromS: number, untilS: number) => {
      simulation.run(fromS * 1e9);
      const before = arrivals();
      simulation.run(untilS * 1e9);
      return arrivals() - before;
    };
    // Everyone before; three quarters after a quarter of the lifetime, one quarter after three; nobody after a whole one.
    expect(sent(90, 100) / 2_000).toBeGreaterThan(0.93);
    for (const [fromS, share] of [
      [108, 0.75],
      [118, 0.5],
      [128, 0.25],
    ] as const)
      expect(Math.abs(sent(fromS, fromS + 4) / 800 - share)).toBeLessThan(0.13);
    expect(sent(140.2, 150)).toBe(0);
  });

  it('is followed later by browsers that ignore the lifetime', () => {
    const failing = (client: Record<string, unknown>) => {
      const report = simulate(
        names({
          dns: { ttlS: 5, policy: 'failover' },
          client: { users: 50, ...client },
          records: [{}, {}],
          scenario: [change],
          durationS: 220,
        }),
      );
      return report.nodes['site0']?.arrivals ?? 0;
    };
    const plain = failing({});
    const pinned = failing({ pinNames: true, browserCacheS: 60 });
    // Ten per second: the old site keeps them at most 5 s longer, or 65 s.
    expect(plain).toBeLessThan(1_055);
    expect(pinned).toBeGreaterThan(1_200);
    expect(pinned).toBeLessThan(1_660);
  });
});

describe('an outage of the resolvers', () => {
  it('hurts nobody who knows the address, until it expires', () => {
    const outage = { atS: 30, untilS: 60, target: { node: 'dns' }, action: { type: 'dns-outage' } } as const;
    const kept = simulate(names({ dns: { ttlS: 300 }, scenario: [outage], durationS: 60 }));
    expect(kept.totals.failed).toBe(0);
    const expired = simulate(names({ dns: { ttlS: 10 }, scenario: [outage], durationS: 80 }));
    // Expires at about 30.3 s. Who asks before 55 s asks the second time before 60 s, in vain; the others are answered then.
    const lost = expired.clients['users']?.errors['dns_failure'] ?? 0;
    expect(Math.abs(lost - 247)).toBeLessThanOrEqual(4);
  });
});

describe('caches of a user', () => {
  it('the browser asks the system, the system the resolver', () => {
    const report = simulate(
      names({ dns: { ttlS: 100 }, client: { browserCacheS: 10 }, ratePerSecond: 1, durationS: 99 }),
    );
    const counts = report.clients['users']?.counts ?? {};
    expect(counts['names asked for']).toBe(1);
    expect(counts['names from the system cache']).toBe(9);
    expect(counts['names from the browser cache']).toBe((report.totals.issued ?? 0) - 10);
  });
});

describe('latency and geographic policies', () => {
  const region = (location: string) => ['region', { location }] as const;

  /** Users in Brazil, sites in Cape Town (6,345 km, 339 ms) and Ohio (8,005 km, 126 ms). */
  function placed(dns: Record<string, unknown>, edgesTo: 'whole' | 'apart' = 'whole'): [number, number] {
    const servers =
      edgesTo === 'whole' ? {} : { zone: ['dns', { ...dns, role: 'authoritative', healthChecks: 'off' }] as const };
    const zone = edgesTo === 'whole' ? 'dns' : 'zone';
    const base = designOf({
      nodes: {
        users: ['client', { load: { type: 'poisson', ratePerSecond: 20 }, location: 'brazil', access: 'none' }],
        dns: ['dns', { ...dns, healthChecks: 'off', role: edgesTo === 'whole' ? 'whole' : 'resolver' }],
        ...servers,
        near: region('cape-town'),
        quick: region('ohio'),
        africa: SERVICE,
        america: SERVICE,
      },
      edges: [
        ['users', 'dns'],
        ...(edgesTo === 'whole' ? [] : [['dns', 'zone'] as const]),
        [zone, 'africa', { rttMs: null }],
        [zone, 'america', { rttMs: null }],
      ],
      run: { durationS: 20 },
    });
    const parents: Record<string, string> = { africa: 'near', america: 'quick', dns: dns['at'] as string, zone: '' };
    const simulation = new Simulation({
      ...base,
      nodes: base.nodes.map((node) => (parents[node.id] ? { ...node, parent: parents[node.id] as string } : node)),
    });
    simulation.run();
    const { nodes } = simulation.report();
    return [nodes['africa']?.arrivals ?? -1, nodes['america']?.arrivals ?? -1];
  }

  it('differ where cables do not follow the map', () => {
    expect(placed({ policy: 'geo' })[1]).toBe(0);
    expect(placed({ policy: 'geo' })[0]).toBeGreaterThan(200);
    expect(placed({ policy: 'latency' })[0]).toBe(0);
    expect(placed({ policy: 'latency' })[1]).toBeGreaterThan(200);
  });

  it('without the network of the user the zone goes by where the resolver is, collapsed and expanded', () => {
    for (const servers of ['whole', 'apart'] as const) {
      const at = { policy: 'latency', at: 'near' };
      expect(placed({ ...at, clientSubnet: true }, servers)[0]).toBe(0);
      expect(placed({ ...at, clientSubnet: false }, servers)[1]).toBe(0);
    }
  });
});
