import { describe, expect, it } from 'vitest';
import { NUMBER_TABLES } from '../../../src/features/numbers/number-rows.ts';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import type { Design } from '../../../src/model/design.ts';
import type { Flight, LayerBytes } from '../../../src/model/trace.ts';
import { COUNT_WIRE_RECEIVED_BYTES, COUNT_WIRE_SENT_BYTES } from '../metrics/counters.ts';
import { Simulation } from '../simulation.ts';

const BASE = NUMBER_TABLES[1]!.rows[0]!.design;

/** One user, one request a second, over the given edge. */
function traced(edge: Partial<EdgeConfig>): { simulation: Simulation; flights: readonly Flight[] } {
  const design: Design = {
    ...BASE,
    edges: BASE.edges.map((one) => ({ ...one, config: { rttMs: 40, ...edge } })),
    // The last request is answered before the end.
    run: { durationS: 5.5, warmupS: 0 },
  };
  const simulation = new Simulation(design);
  simulation.run();
  const traces = simulation.traces().toSorted((a, b) => a.startNs - b.startNs);
  return { simulation, flights: traces.flatMap(({ requestId }) => simulation.trace(requestId)?.flights ?? []) };
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

  it.each([
    ['HTTP/1.1', { connection: 'keep-alive' }],
    ['HTTP/1.1 with TLS 1.2, anew each time', { connection: 'per-call', security: 'tls12' }],
    ['HTTP/2 with TLS', { connection: 'keep-alive', protocol: 'http2', security: 'tls13' }],
    ['gRPC', { connection: 'keep-alive', protocol: 'grpc' }],
    ['HTTP/3', { connection: 'keep-alive', protocol: 'http3' }],
    ['HTTP/3 in small packets', { connection: 'keep-alive', protocol: 'http3', mtuBytes: 600 }],
  ] as const)('sum up to what the edge counted on the wire: %s', (_name, edge) => {
    const { simulation, flights } = traced(edge);
    const counts = simulation.core.edges[0]!.counters.now;
    const sum = (toTarget: boolean): number =>
      flights.filter((flight) => flight.toTarget === toTarget).reduce((bytes, flight) => bytes + flight.bytes, 0);
    expect(sum(true)).toBe(counts[COUNT_WIRE_SENT_BYTES]);
    expect(sum(false)).toBe(counts[COUNT_WIRE_RECEIVED_BYTES]);
  });
});
