import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { decodeLink } from '../../src/model/link/decode-link.ts';
import { encodeLink } from '../../src/model/link/encode-link.ts';
import type { Report } from '../../src/model/report.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

const folder = new URL('../../presets/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

function readPreset(name: string) {
  return readDesign(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), findSpec);
}

function presetDesign(name: string): Design {
  const read = readPreset(name);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
  return read.value;
}

function runPreset(design: Design): Report {
  const simulation = new Simulation(design);
  simulation.run();
  return simulation.report();
}

function addUp(parts: readonly { issued: number; succeeded: number; failed: number; inFlight: number }[]) {
  const sum = (of: 'issued' | 'succeeded' | 'failed' | 'inFlight') =>
    parts.reduce((total, part) => total + part[of], 0);
  return { issued: sum('issued'), succeeded: sum('succeeded'), failed: sum('failed'), inFlight: sum('inFlight') };
}

type Range = readonly [low: number, high: number];

/** What a person who knows the design would expect, wide enough for another seed, narrow enough to catch another physics. */
interface Expected {
  readonly client: string;
  readonly p50Ms: Range;
  readonly p99Ms: Range;
  readonly success: Range;
  /** Node whose slots are the bottleneck, and how busy they are. */
  readonly busy: readonly [node: string, ...Range];
  readonly hits?: readonly [node: string, ...Range];
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  // M/M/1 at rho = 0.65: time in system exponential with mean 10 / 0.35 = 28.6 ms, p50 19.8, p99 132; plus 5.5 ms of network.
  'single-server': {
    client: 'users',
    p50Ms: [22, 29],
    p99Ms: [110, 170],
    success: [1, 1],
    busy: ['server', 0.62, 0.68],
  },
  // Che's approximation gives 0.62 for 1,000 of 10,000 objects at Zipf 1; 150 /s x about 23 ms on 6 slots.
  'look-aside-cache': {
    client: 'users',
    p50Ms: [33, 43],
    p99Ms: [80, 150],
    success: [1, 1],
    busy: ['api', 0.5, 0.68],
    hits: ['cache', 0.57, 0.66],
  },
  // 240 /s x 20 ms over 8 slots = 0.6.
  'two-tier-load-balancing': {
    client: 'users',
    p50Ms: [30, 38],
    p99Ms: [90, 160],
    success: [1, 1],
    busy: ['web-a', 0.55, 0.65],
  },
  // 120 /s x 120 ms over 32 slots = 0.45; the requests of the client succeed whatever the two sides do.
  'rolling-restart': {
    client: 'users',
    p50Ms: [100, 200],
    p99Ms: [350, 700],
    success: [1, 1],
    busy: ['web1', 0.42, 0.52],
  },
  // 95 % of 120 /s x 30 ms over 6 slots = 0.57; failures 5 % x 6 % = 0.3 %.
  'canary-split': {
    client: 'users',
    p50Ms: [38, 48],
    p99Ms: [110, 200],
    success: [0.995, 0.9985],
    busy: ['stable', 0.52, 0.62],
  },
  // After 40 s nothing succeeds: 30 of 120 s are good.
  'retry-storm': {
    client: 'shoppers',
    p50Ms: [50, 65],
    p99Ms: [120, 300],
    success: [0.2, 0.3],
    busy: ['payments', 0.85, 1],
  },
  // A hit in London costs the fibre and half a millisecond; nine tenths are files, most of them hits.
  'cdn-with-origin': {
    client: 'europe',
    // A file is 28 packets: two round trips of 5.5 ms, as the window has shrunk while the reader read.
    p50Ms: [10, 13],
    p99Ms: [120, 220],
    success: [1, 1],
    busy: ['origin', 0.25, 0.5],
    hits: ['cdn', 0.7, 0.87],
  },
  // Half the users fail for about 10 s of checks and up to 20 s of cached answers.
  'dns-failover': {
    client: 'users',
    p50Ms: [40, 60],
    p99Ms: [110, 250],
    success: [0.91, 0.97],
    busy: ['frankfurt-web', 0.3, 0.6],
  },
  'two-regions': {
    client: 'new-york',
    p50Ms: [42, 60],
    p99Ms: [110, 260],
    success: [1, 1],
    busy: ['us-api', 0.33, 0.5],
  },
  // 320 pushes a second x 8 ms over 4 slots = 0.64.
  'websocket-fan-out': {
    client: 'publishers',
    p50Ms: [60, 90],
    p99Ms: [120, 260],
    success: [1, 1],
    busy: ['push', 0.58, 0.7],
  },
  // Round robin gives the slow server 21 /s x 40 ms = 0.84; the client waits for the slowest of the four copies.
  'balancing-algorithms': {
    client: 'users',
    p50Ms: [40, 85],
    p99Ms: [350, 900],
    success: [1, 1],
    busy: ['slow1', 0.76, 0.92],
  },
  // Random is M/M/1 at 0.8 on each server: the slowest copy has a mean of a little over 100 ms.
  'power-of-two-choices': {
    client: 'users',
    p50Ms: [70, 100],
    p99Ms: [350, 550],
    success: [1, 1],
    busy: ['web1', 0.77, 0.83],
  },
  // 100 /s x 25 ms over 6 slots = 0.42.
  'path-routing': {
    client: 'users',
    p50Ms: [42, 60],
    p99Ms: [180, 350],
    success: [1, 1],
    busy: ['api', 0.37, 0.46],
  },
  // A quarter of the users for the 4 to 6 s of three probes: about 200 of 22,400.
  'sticky-sessions-dead-server': {
    client: 'users',
    p50Ms: [44, 58],
    p99Ms: [130, 260],
    success: [0.986, 0.994],
    busy: ['web', 0.34, 0.46],
  },
  // The slower of two copies; 160 /s x 40 ms over 16 slots = 0.4. The client succeeds whatever the two sides do.
  'sessions-in-a-cache': {
    client: 'users',
    p50Ms: [58, 74],
    p99Ms: [150, 320],
    success: [1, 1],
    busy: ['web1', 0.34, 0.46],
    hits: ['store', 0.96, 0.99],
  },
  // The office alone is 100 /s x 30 ms = 3 of the 4 slots of one server, with a share of the households beside it.
  'corporate-nat': {
    client: 'office',
    p50Ms: [60, 700],
    p99Ms: [250, 2_500],
    success: [0.99, 1],
    busy: ['web', 0.38, 0.45],
  },
  'consistent-hash-lost-shard': {
    client: 'users',
    p50Ms: [1, 25],
    p99Ms: [50, 110],
    success: [1, 1],
    busy: ['mo', 0.02, 0.05],
    hits: ['r2', 0.8, 0.9],
  },
  // A third of the copies to the third balancer time out after 1 s for 60 of 120 s: a sixth of the requests.
  'passive-vs-active-checks': {
    client: 'users',
    p50Ms: [28, 42],
    p99Ms: [1_000, 1_003],
    success: [1, 1],
    busy: ['web1', 0.14, 0.22],
  },
  // A quarter is refused for 10 to 25 s of 120 s.
  'client-side-balancing': {
    client: 'users',
    p50Ms: [36, 48],
    p99Ms: [85, 150],
    success: [0.945, 0.98],
    busy: ['stock', 0.33, 0.43],
  },
  // 2,100 of 25,500 find all queues full while the new replicas start.
  autoscaling: {
    client: 'users',
    p50Ms: [48, 80],
    p99Ms: [400, 900],
    success: [0.87, 0.96],
    busy: ['api', 0.36, 0.52],
  },
  // A few of the first hundred requests to the new version fail.
  'canary-rollback': {
    client: 'users',
    p50Ms: [38, 48],
    p99Ms: [115, 200],
    success: [0.999, 1],
    busy: ['stable', 0.52, 0.62],
  },
  // 40 of 120 s on half the servers, 200 /s on 4 slots of 28 ms: a third of those is refused.
  'blue-green': {
    client: 'users',
    p50Ms: [45, 75],
    p99Ms: [1_300, 2_000],
    success: [0.88, 0.93],
    busy: ['blue', 0.42, 0.52],
  },
  // Three round trips of 81 ms and 2 ms of work; 40 /s x 2 ms on 2,000 slots.
  'cold-and-warm-connections': {
    client: 'cold',
    p50Ms: [240, 250],
    p99Ms: [240, 250],
    success: [1, 1],
    busy: ['server', 0, 0.001],
  },
  'page-far-and-near': {
    client: 'far-visitors',
    p50Ms: [470, 520],
    p99Ms: [470, 520],
    success: [1, 1],
    busy: ['far', 0, 0.001],
  },
  // TCP, two round trips of TLS 1.2, the request: four times 100 ms.
  'tls-versions': {
    client: 'tls12',
    p50Ms: [401, 403],
    p99Ms: [401, 403],
    success: [1, 1],
    busy: ['server', 0, 0.001],
  },
  // 691 segments: windows of 10 to 640 are seven round trips, and one for the handshake.
  'slow-start': {
    client: 'mb1',
    p50Ms: [800, 805],
    p99Ms: [800, 805],
    success: [1, 1],
    busy: ['server', 0, 0.001],
  },
  'http-versions-under-loss': {
    client: 'h2-lossy',
    p50Ms: [82, 100],
    p99Ms: [300, 600],
    success: [1, 1],
    busy: ['server', 0, 0.001],
  },
  // Half of the requests are datagrams, of which 1 - 0.97^2 = 5.9 % get no answer.
  'tcp-and-udp-under-loss': {
    client: 'tcp',
    p50Ms: [60, 62],
    p99Ms: [250, 450],
    success: [0.965, 0.976],
    busy: ['collector', 0, 0.001],
  },
  // Half of 80 ms and jitter of mean 2; half of the packets are datagrams, of which 2 % are lost.
  'call-over-udp-and-tcp': {
    client: 'udp',
    p50Ms: [41, 42],
    p99Ms: [47, 52],
    success: [0.988, 0.992],
    busy: ['media', 0, 0.001],
  },
  // Two round trips of 0.5 ms inside and 5.5 outside, 1.5 ms in the gateway, 4 of work, some 9 of JSON at the page and 1 inside, with slow start.
  'rest-outside-grpc-inside': {
    client: 'web-grpc',
    p50Ms: [18, 21],
    p99Ms: [23, 30],
    success: [1, 1],
    busy: ['orders-grpc', 0.11, 0.13],
  },
  // 300 /s x 20 ms over 64 slots = 0.094; two replicas have all of it.
  'grpc-pinned-behind-l4': {
    client: 'callers4',
    p50Ms: [17, 22],
    p99Ms: [45, 65],
    success: [1, 1],
    busy: ['pinned', 0.085, 0.105],
  },
  'dns-step-by-step': {
    client: 'visitors',
    p50Ms: [42, 44],
    p99Ms: [44, 130],
    success: [1, 1],
    busy: ['site', 0, 0.001],
  },
};

function expectIn(value: number | null | undefined, [low, high]: Range): void {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
}

it('there is an expectation for every preset', () => {
  expect(Object.keys(EXPECTED).toSorted()).toEqual(names.toSorted());
});

describe.each(names)('preset %s', (name) => {
  it('is read without a problem or a notice', () => {
    expect(readPreset(name)).toMatchObject({ ok: true, notices: [] });
  });

  it('fits into a link of 2,000 characters that opens as the same design', async () => {
    const design = presetDesign(name);
    const link = await encodeLink(design, findSpec);
    // A short host and path in front of the fragment leave this much.
    expect(link.length).toBeLessThanOrEqual(1_960);
    expect(await decodeLink(link, findSpec)).toEqual({ ok: true, value: design, notices: [] });
  });

  it('is on the 8-pixel grid, and children are inside their containers', () => {
    const { nodes } = presetDesign(name);
    for (const { id, position, parent } of nodes) {
      expect([id, position.x % 8, position.y % 8]).toEqual([id, 0, 0]);
      const container = nodes.find((node) => node.id === parent);
      if (container?.size === undefined) continue;
      expect(position.x + 200).toBeLessThanOrEqual(container.size.width - 24);
      expect(position.y + 92).toBeLessThanOrEqual(container.size.height - 24);
    }
  });

  it('balances, gives the same digest again, and does what its description promises', () => {
    const design = presetDesign(name);
    const report = runPreset(design);
    const { totals } = report;
    expect(report.stopReason).toBe('none');
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
    expect(addUp(Object.values(report.clients))).toEqual(totals);
    expect(runPreset(design).digest).toBe(report.digest);

    const expected = EXPECTED[name];
    if (expected === undefined) throw new Error(`Nothing is expected of ${name}`);
    const client = report.clients[expected.client];
    expectIn(client?.latencyMs.p50, expected.p50Ms);
    expectIn(client?.latencyMs.p99, expected.p99Ms);
    expectIn(totals.succeeded / (totals.succeeded + totals.failed), expected.success);
    const [busyNode, ...busy] = expected.busy;
    expectIn(report.nodes[busyNode]?.utilization, busy);
    if (expected.hits === undefined) return;
    const [cacheNode, ...hits] = expected.hits;
    expectIn(report.nodes[cacheNode]?.cache?.hitRatio, hits);
  });
});
