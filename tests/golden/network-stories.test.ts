import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { defaultsOf } from '../../src/model/fields.ts';
import type { Report } from '../../src/model/report.ts';
import { REQUEST_CLASS_FIELDS } from '../../src/model/request.ts';
import { collapseRoles } from '../../src/state/edits/roles.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

function preset(name: string): Design {
  const text = readFileSync(new URL(`../../presets/${name}.json`, import.meta.url), 'utf8');
  const read = readDesign(JSON.parse(text), findSpec);
  if (!read.ok) throw new Error(`Preset ${name} was not read`);
  return read.value;
}

function reportOf(design: Design): Report {
  const simulation = new Simulation(design);
  simulation.run();
  return simulation.report();
}

function withEdge(design: Design, id: string, config: Design['edges'][number]['config']): Design {
  const edges = design.edges.map((edge) =>
    edge.id === id ? { ...edge, config: { ...edge.config, ...config } } : edge,
  );
  return { ...design, edges };
}

const VOICE = {
  ...defaultsOf(REQUEST_CLASS_FIELDS),
  name: 'voice',
  sends: 'media',
  requestBytes: 172,
  streamS: 30,
  path: '/calls/{key}',
};

const p50 = (report: Report, client: string): number => report.clients[client]!.latencyMs.p50!;
const p95 = (report: Report, client: string): number => report.clients[client]!.latencyMs.p95!;
const mean = (report: Report, client: string): number => report.clients[client]!.latencyMs.mean!;

describe('what the presets of the network promise', () => {
  it('a cold connection over TLS 1.3 costs two round trips more than a warm one, over TLS 1.2 three', () => {
    const design = preset('cold-and-warm-connections');
    const report = reportOf(design);
    const rttMs = report.edges['cold-server']!.rttMs;
    expect(rttMs).toBeGreaterThan(60);
    expect((p50(report, 'cold') - p50(report, 'warm')) / rttMs).toBeCloseTo(2, 1);
    const older = reportOf(withEdge(design, 'cold-server', { security: 'tls12' }));
    expect((p50(older, 'cold') - p50(older, 'warm')) / rttMs).toBeCloseTo(3, 1);
  });

  it('each handshake has its round trips of 100 ms, and 2 ms of work', () => {
    const report = reportOf(preset('tls-versions'));
    const rounds = { plain: 2, tls12: 4, tls13: 3, resumed: 3, early: 2, quic: 2, 'quic-early': 1 };
    for (const [client, count] of Object.entries(rounds))
      expect(Math.abs(p50(report, client) - 2 - 100 * count)).toBeLessThan(1);
  });

  it('slow start takes one round trip for 14 kB, 2 for 43 kB, 3 for 100 kB, 7 for 1 MB after the handshake; a warm window far fewer', () => {
    const report = reportOf(preset('slow-start'));
    expect(['kb14', 'kb43', 'kb100', 'mb1'].map((client) => Math.round(p50(report, client) / 100))).toEqual([
      2, 3, 4, 8,
    ]);
    expect(p50(report, 'warm')).toBeLessThan(110);
  });

  it('loss parts the versions of HTTP: HTTP/2 holds up what HTTP/3 does not', () => {
    const report = reportOf(preset('http-versions-under-loss'));
    for (const version of ['h1', 'h2', 'h3']) expect(Math.abs(p95(report, `${version}-clean`) - 82)).toBeLessThan(2);
    expect(p95(report, 'h2-lossy')).toBeGreaterThan(1.5 * p95(report, 'h3-lossy'));
    // What is above the round trip and the work is what loss cost.
    expect(mean(report, 'h2-lossy') - 82).toBeGreaterThan(2 * (mean(report, 'h3-lossy') - 82));
  });

  it('UDP loses what TCP delivers late', () => {
    const { tcp, udp } = reportOf(preset('tcp-and-udp-under-loss')).clients;
    expect(tcp!.failed).toBe(0);
    // Lost on the way there or back: 1 - 0.97^2 = 5.9 %, within three standard deviations of that many draws.
    const lost = udp!.failed / udp!.issued;
    expect(Math.abs(lost - 0.0591)).toBeLessThan(3 * Math.sqrt((0.0591 * 0.9409) / udp!.issued));
    expect(udp!.latencyMs.p99!).toBeLessThan(61);
    expect(tcp!.latencyMs.p99!).toBeGreaterThan(200);
  });

  it('a call over UDP loses 2 % of its packets and plays the rest in time; over TCP none is lost and many are late', () => {
    const design = preset('call-over-udp-and-tcp');
    const { clients, edges } = reportOf(design);
    const [udp, tcp] = [clients['udp']!.messages!, clients['tcp']!.messages!];
    expect(Math.abs(udp.lostRatio - 0.02)).toBeLessThan(3 * Math.sqrt((0.02 * 0.98) / udp.sent));
    expect(udp.late).toBe(0);
    expect(tcp.lost).toBe(0);
    expect(tcp.lateRatio).toBeGreaterThan(3 * udp.lostRatio);
    expect(tcp.jitterMs!).toBeGreaterThan(3 * udp.jitterMs!);
    // Datagrams have no answer and no connection; a WebSocket is opened once for each of ten people.
    expect(edges['udp-media']!.bytes.received).toBe(0);
    expect(edges['udp-media']!.connections.opened).toBe(0);
    expect(edges['tcp-media']!.connections.opened).toBe(10);
    expect(edges['media-stats']!.errors['packet_lost']).toBeGreaterThan(0);
    const patient = design.nodes.map((node) =>
      node.id === 'tcp' ? { ...node, config: { ...node.config, classes: [{ ...VOICE, playoutMs: 500 }] } } : node,
    );
    expect(reportOf({ ...design, nodes: patient }).clients['tcp']!.messages!.lateRatio).toBeLessThan(0.01);
  });

  it('gRPC behind L4 reaches two of four replicas, behind L7 all alike', () => {
    const { nodes } = reportOf(preset('grpc-pinned-behind-l4'));
    const shares = (node: string): number[] => {
      const { replicas, arrivals } = nodes[node]!;
      return replicas.map((replica) => replica.arrivals / arrivals).toSorted((a, b) => b - a);
    };
    const pinned = shares('pinned');
    expect(pinned[0]! + pinned[1]!).toBeGreaterThan(0.99);
    for (const share of shares('spread')) expect(Math.abs(share - 0.25)).toBeLessThan(0.01);
  });

  it('gRPC inside: a third of the bytes, one connection for many, and less time to read and write', () => {
    const { edges, clients, nodes } = reportOf(preset('rest-outside-grpc-inside'));
    const perCall = (id: string): number => edges[id]!.wire.sentBytes / edges[id]!.attempts;
    expect(edges['grpc-orders']!.connections.opened).toBe(1);
    expect(edges['rest-orders']!.connections.opened).toBeGreaterThan(5);
    // IP and TCP 52, headers of 400 and a body of 500 bytes; as gRPC 36 of the headers are left, 0.35 of the body, and two frames and the prefix come on top.
    expect(perCall('rest-orders')).toBeCloseTo(52 + 900, 0);
    expect(perCall('grpc-orders')).toBeCloseTo(52 + 36 + 175 + 2 * 9 + 5, 0);
    const answer = (id: string): number => edges[id]!.bytes.received / edges[id]!.succeeded;
    expect([answer('rest-stock'), answer('grpc-stock')]).toEqual([40_240, 240 + 14_000]);
    // Inside, REST reads and writes 0.5 kB three times and 40 kB three times; gRPC the same as protobuf, and the gateway translates.
    const restMs = 0.5 * (2 * 0.0272 + 0.0142) + 40 * (2 * 0.0142 + 0.0272);
    const grpcMs = 0.5 * (0.0272 + 2 * 0.0041 + 2 * 0.0027) + 40 * (2 * 0.0027 + 2 * 0.0041 + 0.0142);
    const saved = clients['web-rest']!.latencyMs.mean! - clients['web-grpc']!.latencyMs.mean!;
    expect(Math.abs(saved - (restMs - grpcMs))).toBeLessThan(0.15);
    expect(nodes['orders-grpc']!.utilization!).toBeLessThan(0.8 * nodes['orders-rest']!.utilization!);
    for (const { failed } of Object.values(clients)) expect(failed).toBe(0);
  });

  it('a page costs three round trips, far or near', () => {
    const report = reportOf(preset('page-far-and-near'));
    for (const place of ['far', 'near']) {
      const rttMs = report.edges[`${place}-visitors-${place}`]!.rttMs;
      expect(Math.abs(p50(report, `${place}-visitors`) - 3 * rttMs - 2)).toBeLessThan(1);
    }
  });

  it('DNS: the first lookup of a resolver walks all servers, and roles in one card take the same time', () => {
    const design = preset('dns-step-by-step');
    const simulation = new Simulation(design);
    simulation.run();
    const walks = simulation.traces().flatMap(({ requestId }) => {
      const flights = simulation.trace(requestId)?.flights ?? [];
      return [flights.filter(({ kind }) => kind === 'dns-query').map(({ targetId }) => targetId)];
    });
    expect(walks).toContainEqual(['dns', 'root', 'tld', 'authoritative']);
    const expanded = simulation.report();
    const collapsed = reportOf(collapseRoles(design, 'dns'));
    expect(mean(collapsed, 'visitors')).toBeCloseTo(mean(expanded, 'visitors'), 0);
  });
});
