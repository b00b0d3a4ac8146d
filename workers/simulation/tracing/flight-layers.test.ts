import { describe, expect, it } from 'vitest';
import { NUMBER_TABLES } from '../../../src/features/numbers/number-rows.ts';
import { defaultsOf } from '../../../src/model/fields.ts';
import { REQUEST_CLASS_FIELDS } from '../../../src/model/request.ts';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import type { Design } from '../../../src/model/design.ts';
import type { Flight, LayerBytes } from '../../../src/model/trace.ts';
import { COUNT_WIRE_RECEIVED_BYTES, COUNT_WIRE_SENT_BYTES } from '../metrics/counters.ts';
import { Simulation } from '../simulation.ts';

const BASE = NUMBER_TABLES[1]!.rows[0]!.design;

const PROTOCOLS = ['http1', 'http2', 'http3', 'grpc', 'websocket'] as const;
const SECURITIES = ['none', 'tls12', 'tls13'] as const;
const CONNECTIONS = ['per-call', 'keep-alive'] as const;

interface Traced {
  readonly responseBytes?: number;
  readonly seconds?: number;
  readonly scenario?: Design['scenario'];
}

/** One user, one request a second, over the given edge. */
function traced(
  edge: Partial<EdgeConfig>,
  { responseBytes, seconds = 5, scenario = [] }: Traced = {},
): { simulation: Simulation; flights: readonly Flight[] } {
  const design: Design = {
    ...BASE,
    nodes: BASE.nodes.map((node) =>
      node.kind === 'client' && responseBytes !== undefined ? answered(node, responseBytes) : node,
    ),
    edges: BASE.edges.map((one) => ({ ...one, config: { rttMs: 40, idleTimeoutMs: 3_600_000, ...edge } })),
    // The last request is answered before the end.
    scenario: [
      ...scenario,
      { id: 'end', atS: seconds, target: { node: 'user' }, action: { type: 'traffic', factor: 0 } },
    ],
    run: { durationS: seconds + 100, warmupS: 0 },
  };
  const simulation = new Simulation(design);
  simulation.run();
  const traces = simulation.traces().toSorted((a, b) => a.startNs - b.startNs);
  const perTrace = traces.map(({ requestId }) => simulation.trace(requestId)?.flights ?? []);
  for (const own of perTrace) expect(own).toEqual(own.toSorted((one, other) => one.sentNs - other.sentNs));
  return { simulation, flights: perTrace.flat() };
}

function answered(node: Design['nodes'][number], responseBytes: number): Design['nodes'][number] {
  return {
    ...node,
    config: {
      ...node.config,
      classes: [{ ...defaultsOf(REQUEST_CLASS_FIELDS), name: 'get', requestBytes: 500, responseBytes }],
    },
  };
}

/** The bytes of all flights are those that the edge counted, and those of its layers. */
function expectAllBytes(edge: Partial<EdgeConfig>, more?: Traced): { flights: readonly Flight[] } {
  const { simulation, flights } = traced(edge, more);
  const counts = simulation.core.edges[0]!.counters.now;
  const sum = (toTarget: boolean): number =>
    flights.filter((flight) => flight.toTarget === toTarget).reduce((bytes, flight) => bytes + flight.bytes, 0);
  expect(flights.length).toBeGreaterThanOrEqual(8);
  for (const { bytes, layers } of flights) expect(layers.reduce((all, layer) => all + layer.bytes, 0)).toBe(bytes);
  expect(sum(true)).toBe(counts[COUNT_WIRE_SENT_BYTES]);
  expect(sum(false)).toBe(counts[COUNT_WIRE_RECEIVED_BYTES]);
  return { flights };
}

const asObject = (layers: readonly LayerBytes[]): Readonly<Record<string, number>> =>
  Object.fromEntries(layers.map(({ layer, bytes }) => [layer, bytes]));

describe('the layers of a flight', () => {
  it('wrap a request of 500 bytes in a TLS record, a TCP segment with timestamps and an IP packet', () => {
    const { flights } = traced({ connection: 'per-call', security: 'tls13' });
    const request = flights.find(({ kind }) => kind === 'request')!;
    expect(asObject(request.layers)).toEqual({ ip: 20, tcp: 32, tls: 22, head: 400, body: 100 });
    expect(request.bytes).toBe(574);
    expect(asObject(flights[0]!.layers)).toEqual({ ip: 20, tcp: 40 });
    expect(flights.slice(0, 4).map(({ kind }) => kind)).toEqual(['syn', 'syn-ack', 'tls-client', 'tls-server']);
  });

  it('have the frames of HTTP/2, and a header section that shrinks from the second request on', () => {
    const { flights } = traced({ connection: 'keep-alive', protocol: 'http2', security: 'tls13' });
    const [first, second] = flights.filter(({ kind }) => kind === 'request');
    expect(asObject(first!.layers)).toEqual({ ip: 20, tcp: 32, tls: 22, frame: 18, head: 400, body: 100 });
    expect(asObject(second!.layers)).toMatchObject({ head: 36, body: 100 });
  });

  it('are UDP and QUIC under HTTP/3', () => {
    const { flights } = traced({ connection: 'per-call', protocol: 'http3' });
    const request = flights.find(({ kind }) => kind === 'request')!;
    expect(asObject(request.layers)).toMatchObject({ ip: 20, udp: 8, quic: 35, head: 400, body: 100 });
    expect(request.layers.some(({ layer }) => layer === 'tcp')).toBe(false);
  });

  it('have the frame of a WebSocket, masked from the client', () => {
    const { flights } = traced({ protocol: 'websocket', connection: 'keep-alive', security: 'tls13' });
    const request = flights.find(({ kind }) => kind === 'request')!;
    expect(asObject(request.layers)).toEqual({ ip: 20, tcp: 32, tls: 22, socket: 8, body: 500 });
    const response = flights.find(({ kind }) => kind === 'response')!;
    expect(asObject(response.layers)).toEqual({ ip: 20, tcp: 32, tls: 22, socket: 4, body: 1_000 });
  });

  const EDGES: readonly (readonly [string, Partial<EdgeConfig>])[] = [
    ...PROTOCOLS.flatMap((protocol) =>
      SECURITIES.flatMap((security) =>
        CONNECTIONS.map((connection): [string, Partial<EdgeConfig>] => [
          `${protocol}, ${security}, ${connection}`,
          { protocol, security, connection },
        ]),
      ),
    ),
    ['TLS 1.3 with early data', { security: 'tls13', connection: 'per-call', resumption: 'early-data' }],
    ['HTTP/3 with early data', { protocol: 'http3', connection: 'per-call', resumption: 'early-data' }],
    ['TCP Fast Open', { connection: 'per-call', tcpFastOpen: true }],
    ['small packets', { protocol: 'http3', connection: 'keep-alive', mtuBytes: 600 }],
    ['UDP', { protocol: 'udp' }],
  ];

  it.each(EDGES)('sum up to what the edge counted on the wire: %s', (_name, edge) => {
    const { flights } = expectAllBytes({ jitterMs: 1, ...edge });
    expect(flights.every(({ arrivedNs, resend }) => arrivedNs >= 0 && resend === 0)).toBe(true);
  });

  it.each(EDGES)('sum up where packets are lost, what was sent again included: %s', (_name, edge) => {
    const { flights } = expectAllBytes({ lossRatio: 0.1, timeoutMs: 20_000, ...edge }, { responseBytes: 60_000 });
    expect(flights.some(({ arrivedNs }) => arrivedNs < 0)).toBe(true);
  });
});

describe('what is lost in a burst', () => {
  const { flights } = traced({ connection: 'keep-alive', lossRatio: 0.05 }, { responseBytes: 400_000, seconds: 20 });
  const answers = flights.filter(({ kind }) => kind === 'response');

  it('is sent again as many packets as were lost, until they arrive', () => {
    const packets = (of: readonly Flight[]): number => of.reduce((sum, flight) => sum + flight.packets, 0);
    const lost = answers.filter(({ arrivedNs }) => arrivedNs < 0);
    const again = answers.filter(({ resend }) => resend > 0);
    expect(packets(lost)).toBeGreaterThan(100);
    expect(packets(again)).toBe(packets(lost));
    // Some were lost again.
    expect(again.some(({ arrivedNs }) => arrivedNs < 0)).toBe(true);
  });

  it('leaves a round trip after the first time where enough arrived behind it, else after a time-out', () => {
    const waits = answers
      .filter(({ resend }) => resend === 1)
      .map((again) => {
        const first = answers.findLast(
          ({ arrivedNs, sentNs, resend }) => arrivedNs < 0 && resend === 0 && sentNs < again.sentNs,
        );
        return Math.round((again.sentNs - first!.sentNs) / 1e6);
      });
    expect(waits.filter((wait) => wait === 40).length).toBeGreaterThan(20);
    expect(Math.min(...waits)).toBe(40);
    expect(waits.some((wait) => wait >= 200)).toBe(true);
  });

  it('holds up what arrived behind it: handed over when the hole is filled, never before it arrived', () => {
    for (const { arrivedNs, deliveredNs } of answers) expect(deliveredNs).toBeGreaterThanOrEqual(arrivedNs);
    expect(answers.filter(({ arrivedNs, deliveredNs }) => deliveredNs > arrivedNs + 30e6).length).toBeGreaterThan(20);
  });
});

it('a partition is seen as flights that end, and one that is sent again and arrives', () => {
  const { flights } = traced(
    { connection: 'keep-alive', security: 'tls13' },
    {
      scenario: [
        { id: 'cut', atS: 1.5, untilS: 2.5, target: { edge: BASE.edges[0]!.id }, action: { type: 'partition' } },
      ],
    },
  );
  const requests = flights.filter(({ kind, sentNs }) => kind === 'request' && sentNs >= 2e9 && sentNs < 3e9);
  expect(requests.map(({ resend }) => resend)).toEqual([0, 1, 2]);
  expect(requests.map(({ arrivedNs }) => arrivedNs < 0)).toEqual([true, true, false]);
  expect(requests.map(({ layers }) => asObject(layers)['body'])).toEqual([100, 100, 100]);
});
