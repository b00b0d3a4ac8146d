import { describe, expect, it } from 'vitest';
import { designOf, NO_TIME, simulate, type SmallDesign } from '../../../tests/support/small-design.ts';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import { defaultsOf } from '../../model/fields.ts';
import type { MessageReport, Report } from '../../model/report.ts';
import { REQUEST_CLASS_FIELDS } from '../../model/request.ts';

const RTT_MS = 60;
const CLASS = defaultsOf(REQUEST_CLASS_FIELDS);
const VOICE = { ...CLASS, name: 'voice', sends: 'media', requestBytes: 172, streamS: 10 } as const;
const UDP = { rttMs: RTT_MS, protocol: 'udp' } as const;
const SERVER = ['service', { replicas: 1, slots: 10_000, serviceTime: NO_TIME }] as const;

/** People who talk over an edge, each call 500 packets of 20 ms. */
function calls(edge: Partial<EdgeConfig>, requestClass: Record<string, unknown> = {}, durationS = 40): SmallDesign {
  const load = { type: 'poisson', ratePerSecond: 1 };
  return {
    nodes: { people: ['client', { load, classes: [{ ...VOICE, ...requestClass }], access: 'none' }], server: SERVER },
    edges: [['people', 'server', edge]],
    run: { durationS },
  };
}

function messagesOf(report: Report): MessageReport {
  const messages = report.clients['people']?.messages;
  if (messages === undefined) throw new Error('Nothing was sent one way');
  return messages;
}

/** Three standard deviations of a share of n draws. */
const tolerance = (share: number, n: number): number => 3 * Math.sqrt((share * (1 - share)) / n);

describe('media', () => {
  it('sends a packet every 20 ms for as long as a call lasts, and each takes half a round trip', () => {
    const one = { load: { type: 'closed-loop', concurrentUsers: 1, thinkTimeMs: 3_600_000 }, users: 1 };
    const base = calls(UDP);
    const nodes = { ...base.nodes, people: ['client', { ...one, classes: [VOICE], access: 'none' }] as const };
    // Whoever thinks for an hour on average begins once in four.
    const simulation = new Simulation(designOf({ ...base, nodes, run: { durationS: 14_400 } }), { seed: 4 });
    simulation.run();
    const { totals, edges, clients } = simulation.report();
    expect(totals.issued).toBeGreaterThan(0);
    expect(totals.issued % 500).toBe(0);
    expect(totals.succeeded).toBe(totals.issued);
    expect(clients['people']?.latencyMs.max).toBeCloseTo(RTT_MS / 2, 0);
    expect(clients['people']?.messages?.jitterMs).toBe(0);
    expect(edges['people-server']?.bytes).toEqual({ sent: totals.issued * 172, received: 0 });
    expect(edges['people-server']?.wire.sentBytes).toBe(0);
  });

  it('has a pace of its own: packets leave 20 ms apart, whatever happens to them', () => {
    const report = simulate(calls({ ...UDP, lossRatio: 0.5 }));
    // One call begins each second and has 500 packets: 50 calls at once after 10 s.
    const perSecond = report.totals.issued / 35;
    expect(Math.abs(perSecond - 500) / 500).toBeLessThan(0.3);
  });

  it('loses what is lost, without a connection, an answer or a second try', () => {
    const report = simulate(calls({ ...UDP, lossRatio: 0.03, maxAttempts: 5, timeoutMs: 10, connection: 'per-call' }));
    const { sent, lostRatio, late } = messagesOf(report);
    const edge = report.edges['people-server'];
    expect(sent).toBeGreaterThan(10_000);
    expect(Math.abs(lostRatio - 0.03)).toBeLessThan(tolerance(0.03, sent));
    expect(late).toBe(0);
    expect(edge?.retries).toBe(0);
    expect(edge?.attempts).toBe(report.totals.issued);
    expect(edge?.bytes.received).toBe(0);
    expect(edge?.connections.opened).toBe(0);
    expect(report.clients['people']?.errors).toEqual({ packet_lost: report.totals.failed });
    expect(report.totals.inFlight).toBeLessThan(50);
  });

  it('is late as often as the jitter is longer than the time to play: exp(-x / mean)', () => {
    const playoutMs = RTT_MS / 2 + 12;
    const { sent, lateRatio, jitterMs } = messagesOf(simulate(calls({ ...UDP, jitterMs: 6 }, { playoutMs })));
    const share = 0.1353352832366127;
    expect(Math.abs(lateRatio - share)).toBeLessThan(tolerance(share, sent));
    // The difference of two exponential times has the mean of one of them. J comes from 0: 16 of 500 packets' worth is missing.
    expect(Math.abs((jitterMs ?? 0) - 6 * (1 - 16 / 500))).toBeLessThan(0.15);
  });

  it('over TCP loses nothing, and is late instead by a time-out of at least 200 ms', () => {
    const edge = { rttMs: RTT_MS, protocol: 'websocket', lossRatio: 0.02 } as const;
    const report = simulate(calls(edge));
    const { lost, lateRatio } = messagesOf(report);
    expect(lost).toBe(0);
    // A packet that waits 200 ms and more holds up the ten behind it, of which those within 80 ms of its return are in time.
    expect(lateRatio).toBeGreaterThan(0.06);
    expect(report.clients['people']?.latencyMs.p99).toBeGreaterThan(200);
    expect(report.edges['people-server']?.bytes.received).toBe(0);
    const clean = messagesOf(simulate(calls({ ...edge, lossRatio: 0 }, {}, 20)));
    expect(clean.lost).toBe(0);
    expect(clean.lateRatio).toBeLessThan(0.02);
  });

  it('is answered like any request where everything is answered', () => {
    const report = simulate(calls({ rttMs: RTT_MS, protocol: 'http1' }, {}, 20));
    expect(report.edges['people-server']?.bytes.received).toBeGreaterThan(1_000_000);
    expect(report.clients['people']?.latencyMs.p50).toBeCloseTo(RTT_MS, 0);
  });

  it('goes through a balancer of connections, and loses on both ways', () => {
    const base = calls({ ...UDP, lossRatio: 0.02 });
    const report = simulate({
      ...base,
      nodes: { ...base.nodes, lb: ['load-balancer', { layer: 'l4', processingMs: 0, activeChecks: false }] },
      edges: [
        ['people', 'lb', { ...UDP, lossRatio: 0.02 }],
        ['lb', 'server', { rttMs: 2, protocol: 'udp', lossRatio: 0.01 }],
      ],
    });
    const { sent, lostRatio } = messagesOf(report);
    const share = 1 - 0.98 * 0.99;
    expect(Math.abs(lostRatio - share)).toBeLessThan(tolerance(share, sent));
    expect(report.clients['people']?.latencyMs.p50).toBeCloseTo(RTT_MS / 2 + 1, 0);
    expect(report.edges['lb-server']?.bytes.received).toBe(0);
  });

  it('is lost where nobody listens, until somebody does', () => {
    const crash = { atS: 20, untilS: 30, target: { node: 'server' }, action: { type: 'crash' } } as const;
    const base = calls(UDP, {}, 40);
    const server = ['service', { ...SERVER[1], restartS: 0 }] as const;
    const { totals, clients } = simulate({ ...base, nodes: { ...base.nodes, server }, scenario: [crash] });
    expect(clients['people']?.messages?.lost).toBe(totals.failed);
    expect(totals.failed).toBeGreaterThan(3_000);
    expect(totals.failed).toBeLessThan(7_500);
    expect(totals.issued).toBe(totals.succeeded + totals.failed + totals.inFlight);
  });

  it('ends with an edit that takes it away, and its users go on with what is there', () => {
    const withClass = (sends: string) => designOf(calls(UDP, { sends }, 40));
    const simulation = new Simulation(withClass('media'));
    simulation.run(20e9);
    const before = simulation.core.totals.issued;
    simulation.applyDesign(withClass('events'));
    simulation.run();
    // One event a second from then on, and no packet.
    expect(simulation.core.totals.issued - before).toBeLessThan(50);
    expect(simulation.core.totals.inFlight).toBeLessThanOrEqual(2);
  });
});

describe('events', () => {
  it('are one message each, lost with the loss of the way', () => {
    const base = calls({ ...UDP, lossRatio: 0.1 }, { sends: 'events' }, 30);
    const load = { type: 'poisson', ratePerSecond: 500 };
    const people = [
      'client',
      { load, classes: [{ ...CLASS, name: 'metric', sends: 'events' }], access: 'none' },
    ] as const;
    const report = simulate({ ...base, nodes: { ...base.nodes, people } });
    const { sent, lostRatio, jitterMs, late } = messagesOf(report);
    expect(Math.abs(lostRatio - 0.1)).toBeLessThan(tolerance(0.1, sent));
    expect(jitterMs).toBeNull();
    expect(late).toBe(0);
  });

  it('of a service cost its requests nothing: it does not wait, and does not hear of a loss', () => {
    const collector = [
      'service',
      { slots: 1, queueLimit: 5, serviceTime: { type: 'deterministic', meanMs: 4 } },
    ] as const;
    const load = { type: 'constant', ratePerSecond: 200 };
    const design = (edge: Partial<EdgeConfig>): SmallDesign => ({
      nodes: { people: ['client', { load, access: 'none' }], app: SERVER, collector },
      edges: [
        ['people', 'app'],
        ['app', 'collector', { rttMs: 20, protocol: 'udp', lossRatio: 0.05, ...edge }],
      ],
      run: { durationS: 30 },
    });
    const { clients, edges, totals } = simulate(design({ fireAndForget: true }));
    expect(totals.failed).toBe(0);
    expect(clients['people']?.latencyMs.max).toBe(0);
    const metrics = edges['app-collector'];
    expect(metrics?.attempts).toBe(totals.issued);
    const lost = (metrics?.errors['packet_lost'] ?? 0) / totals.issued;
    expect(Math.abs(lost - 0.05)).toBeLessThan(tolerance(0.05, totals.issued));
    expect(metrics?.bytes.received).toBe(0);
    expect(metrics?.inFlight).toBeLessThan(10);
    const waiting = simulate(design({ fireAndForget: false, timeoutMs: 500 }));
    expect(waiting.totals.failed).toBeGreaterThan(250);
  });
});
