import { describe, expect, it } from 'vitest';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import { defaultsOf } from '../../src/model/fields.ts';
import { GRPC_FIELDS } from '../../src/model/grpc-fields.ts';
import { REQUEST_CLASS_FIELDS } from '../../src/model/request.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, simulate, type SmallDesign } from '../support/small-design.ts';

const { json: JSON_TIMES, protobuf: PROTOBUF_TIMES } = GRPC_FIELDS.encoding.variants;
const JSON_EDGE = { type: 'json', ...defaultsOf(JSON_TIMES.fields) } as const;
const PROTOBUF = { type: 'protobuf', ...defaultsOf(PROTOBUF_TIMES.fields) } as const;

/** 10 kB each way besides the headers, and a service that itself takes 1 ms: what is left is what is tested. */
const REQUEST = 10_400;
const ANSWER = 10_240;
const CALLER = [
  'client',
  {
    load: { type: 'constant', ratePerSecond: 10 },
    access: 'none',
    classes: [{ ...defaultsOf(REQUEST_CLASS_FIELDS), requestBytes: REQUEST, responseBytes: ANSWER }],
  },
] as const;
const SERVICE = ['service', { replicas: 1, slots: 10, serviceTime: { type: 'deterministic', meanMs: 1 } }] as const;

function direct(edge: Partial<EdgeConfig>): SmallDesign {
  return { nodes: { caller: CALLER, api: SERVICE }, edges: [['caller', 'api', edge]], run: { durationS: 9.95 } };
}

function through(first: Partial<EdgeConfig>, second: Partial<EdgeConfig>): SmallDesign {
  const gateway = ['api-gateway', { limitBy: 'off', authentication: false, processingMs: 0 }] as const;
  return {
    nodes: { caller: CALLER, gateway, api: SERVICE },
    edges: [
      ['caller', 'gateway', first],
      ['gateway', 'api', second],
    ],
    run: { durationS: 9.95 },
  };
}

const latencyMs = (design: SmallDesign) => simulate(design).clients['caller']!.latencyMs.mean!;
/** Milliseconds to write and read 10 kB of payload, there and back: each message is written once and read once. */
const JSON_MS = 2 * 10 * (0.0142 + 0.0272);
const PROTOBUF_MS = 2 * 10 * (0.0027 + 0.0041);

describe('protobuf against JSON', () => {
  it('takes the time of writing and reading at both ends, on top of the work', () => {
    expect(latencyMs(direct({}))).toBeCloseTo(1, 6);
    expect(latencyMs(direct({ encoding: JSON_EDGE }))).toBeCloseTo(1 + JSON_MS, 4);
    expect(latencyMs(direct({ encoding: PROTOBUF, protocol: 'grpc' }))).toBeCloseTo(1 + PROTOBUF_MS, 4);
  });

  it('the server does its share in its slot, the caller its own', () => {
    const report = simulate(direct({ encoding: JSON_EDGE }));
    // 10 /s, each 1 ms and 10 kB read and 10 kB written, over 10 slots.
    const busyMs = 1 + 10 * (0.0272 + 0.0142);
    expect(report.nodes['api']!.utilization).toBeCloseTo((99 * busyMs) / 9_950 / 10, 6);
  });

  it('sends 0.35 of the payload and all of the headers', () => {
    const edge = (encoding: EdgeConfig['encoding']) =>
      simulate(direct({ encoding, protocol: 'grpc' })).edges['caller-api']!;
    const { attempts, bytes } = edge(PROTOBUF);
    expect(bytes.sent / attempts).toBe(400 + 3_500);
    expect(bytes.received / edge(PROTOBUF).succeeded).toBe(240 + 3_500);
    expect(edge(JSON_EDGE).bytes.sent / attempts).toBe(REQUEST);
  });

  it('errors carry no payload: nothing to encode', () => {
    const failing = direct({ encoding: PROTOBUF, protocol: 'grpc' });
    const report = simulate({
      ...failing,
      scenario: [{ atS: 0, target: { node: 'api' }, action: { type: 'crash' } }],
    });
    expect(report.edges['caller-api']!.bytes.received / report.edges['caller-api']!.failed).toBe(200);
  });
});

describe('a gateway between two encodings', () => {
  const rest = { encoding: JSON_EDGE, protocol: 'http2' } as const;
  const grpc = { encoding: PROTOBUF, protocol: 'grpc' } as const;

  it('translates: it reads and writes both', () => {
    // Caller and gateway JSON on the first edge, gateway and service protobuf on the second.
    expect(latencyMs(through(rest, grpc))).toBeCloseTo(1 + JSON_MS + PROTOBUF_MS, 4);
  });

  it('passes on what is the same on both sides without looking', () => {
    // Written and read by the ends alone: the caller's half on the first edge, the service's on the second.
    expect(latencyMs(through(rest, rest))).toBeCloseTo(1 + JSON_MS, 4);
    expect(latencyMs(through(grpc, grpc))).toBeCloseTo(1 + PROTOBUF_MS, 4);
  });

  it('makes the body smaller on its way in', () => {
    const { edges } = simulate(through(rest, grpc));
    expect(edges['caller-gateway']!.bytes.sent / edges['caller-gateway']!.attempts).toBe(REQUEST);
    expect(edges['gateway-api']!.bytes.sent / edges['gateway-api']!.attempts).toBe(3_900);
  });

  it('shows in the trace where the time went, to the nanosecond', () => {
    const simulation = new Simulation(designOf(through(rest, grpc)), { seed: 1 });
    simulation.run();
    const trace = simulation.trace(simulation.traces()[0]!.requestId)!;
    expect(Object.values(trace.parts).reduce((sum, ns) => sum + ns, 0)).toBe(trace.latencyNs);
    const [, outer, inner] = trace.spans;
    // The caller writes and reads JSON; the gateway reads one and writes the other, each way.
    expect([outer!.encodeNs, outer!.decodeNs]).toEqual([142_000, 272_000]);
    expect([inner!.encodeNs, inner!.decodeNs]).toEqual([272_000 + 27_000, 41_000 + 142_000]);
    expect(trace.parts.encode).toBe(142_000 + 272_000 + 299_000 + 183_000);
  });
});
