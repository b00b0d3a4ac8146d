import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { Trace } from '../../model/trace.ts';
import { NS_PER_MS } from '../../model/units.ts';

/** One figure that the engine works out and somebody else has published. */
export interface NumberRow {
  readonly id: string;
  readonly label: string;
  readonly unit: 'ms' | 'rtt';
  readonly published: string;
  readonly source: string;
  /** Where both differ on purpose: why. */
  readonly note?: string;
  readonly design: Design;
  /** The figure, from one request of the design. */
  readonly read: (trace: Trace) => number;
}

export interface NumberTable {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly NumberRow[];
}

/** Round trip of the connection rows: a round number, so that a trace can be checked by eye. */
const RTT_MS = 100;
const DURATION_S = 5;

interface Ends {
  readonly client: Readonly<Record<string, unknown>>;
  readonly edge: Partial<EdgeConfig>;
  /** Location of the region the service is in, and zones that client and service are put in. */
  readonly region?: string;
  readonly zones?: readonly [client: string, service: string];
}

/** One user asks a service that answers at once, once a second. */
function smallDesign(name: string, { client, edge, region, zones }: Ends): Design {
  const at = (x: number, y: number) => ({ x, y });
  const places = region === undefined ? [] : placesOf(region, zones);
  return asRead({
    version: 1,
    name,
    description:
      'A row of the numbers: one request a second, answered at once. Pause, open a trace and look at its ladder.',
    nodes: [
      ...places,
      {
        id: 'user',
        kind: 'client',
        label: 'User',
        position: zones === undefined ? at(0, 80) : at(24, 56),
        ...(zones === undefined ? {} : { parent: zones[0] }),
        config: {
          load: { type: 'constant', ratePerSecond: 1 },
          classes: [{ name: 'get', requestBytes: 500, responseBytes: 1_000 }],
          users: 1,
          access: 'none',
          ...client,
        },
      },
      {
        id: 'service',
        kind: 'service',
        label: 'Service',
        position: region === undefined ? at(420, 80) : at(24, 56),
        ...(region === undefined ? {} : { parent: zones === undefined ? 'region' : zones[1] }),
        config: { replicas: 1, serviceTime: { type: 'deterministic', meanMs: 0 } },
      },
    ],
    edges: [{ id: 'call', source: 'user', target: 'service', config: edge }],
    scenario: [],
    objectives: [],
    run: { durationS: DURATION_S, warmupS: 0 },
  });
}

/** The design as it is after reading, every list item complete. */
function asRead(design: Design): Design {
  const read = readDesign(design, findSpec);
  if (!read.ok || read.notices.length > 0)
    throw new RangeError(`A row of the numbers is no sound design: ${design.name}`);
  return read.value;
}

function placesOf(location: string, zones: Ends['zones']): Design['nodes'] {
  const inner = [...new Set(zones)];
  const region = {
    id: 'region',
    kind: 'region',
    label: 'Region',
    position: { x: zones === undefined ? 420 : 0, y: 0 },
    size: { width: 40 + 300 * Math.max(1, inner.length), height: 280 },
    config: { location },
  };
  const areas = inner.map((id, index) => ({
    id,
    kind: 'zone',
    label: `Zone ${index + 1}`,
    parent: 'region',
    position: { x: 20 + index * 300, y: 48 },
    size: { width: 260, height: 212 },
    config: {},
  }));
  return [region, ...areas];
}

const latencyMs = (trace: Trace): number => trace.latencyNs / NS_PER_MS;
const inRtt = (ns: number): number => ns / NS_PER_MS / RTT_MS;
const connectRtt = (trace: Trace): number => inRtt(trace.parts.connect);
const tlsRtt = (trace: Trace): number => inRtt(trace.parts.tls);
const firstByteRtt = (trace: Trace): number => inRtt(trace.latencyNs);

const QUICK_REFERENCE = 'Networking essentials, quick reference';

function distance(id: string, label: string, published: string, source: string, ends: Omit<Ends, 'edge'>): NumberRow {
  const design = smallDesign(label, { ...ends, edge: { connection: 'warm' } });
  return { id, label, unit: 'ms', published, source, design, read: latencyMs };
}

const PER_CALL = { rttMs: RTT_MS, connection: 'per-call' } as const;

type ConnectionRow = Omit<NumberRow, 'unit' | 'design' | 'source'> & {
  readonly edge: Partial<EdgeConfig>;
  readonly source?: string;
};

function connection({ edge, source = QUICK_REFERENCE, ...row }: ConnectionRow): NumberRow {
  return { ...row, source, unit: 'rtt', design: smallDesign(row.label, { client: {}, edge }) };
}

/** Everything the page can work out itself, by table. */
export const NUMBER_TABLES: readonly NumberTable[] = [
  {
    title: 'Latency between places',
    about: 'A request over an open connection to a service that answers at once: one round trip.',
    rows: [
      distance('same-zone', 'Same data centre', 'below 1 ms', QUICK_REFERENCE, {
        client: {},
        region: 'us-east',
        zones: ['a', 'a'],
      }),
      distance('cross-zone', 'Another zone of the region', '1 to 2 ms', QUICK_REFERENCE, {
        client: {},
        region: 'us-east',
        zones: ['a', 'b'],
      }),
      distance('us-coasts', 'Coast to coast in the US', '60 to 80 ms', QUICK_REFERENCE, {
        client: { location: 'us-east' },
        region: 'us-west',
      }),
      distance('new-york-london', 'New York to London', 'about 80 ms; light in fibre alone 55', QUICK_REFERENCE, {
        client: { location: 'new-york' },
        region: 'london',
      }),
      distance('new-york-tokyo', 'New York to Tokyo', 'about 150 ms', QUICK_REFERENCE, {
        client: { location: 'new-york' },
        region: 'tokyo',
      }),
    ],
  },
  {
    title: 'What a connection costs',
    about: `In round trips, read from the trace of a request over a path of ${RTT_MS} ms.`,
    rows: [
      connection({
        id: 'tcp',
        label: 'TCP handshake',
        published: '1.5 RTT',
        note: 'The third packet arrives after 1.5; the client may send after 1, together with it.',
        edge: PER_CALL,
        read: connectRtt,
      }),
      connection({
        id: 'tls13',
        label: 'TLS 1.3 handshake',
        published: '1 RTT',
        edge: { ...PER_CALL, security: 'tls13' },
        read: tlsRtt,
      }),
      connection({
        id: 'tls13-resumed',
        label: 'TLS 1.3 resumed, without early data',
        published: '0 RTT',
        note: 'Only early data saves the round trip; resumption alone saves the certificate (RFC 8446 section 2.2).',
        edge: { ...PER_CALL, security: 'tls13', resumption: 'tickets' },
        read: tlsRtt,
      }),
      connection({
        id: 'tls13-early',
        label: 'TLS 1.3 resumed, with early data',
        published: '0 RTT',
        edge: { ...PER_CALL, security: 'tls13', resumption: 'early-data' },
        read: tlsRtt,
      }),
      connection({
        id: 'tls12',
        label: 'TLS 1.2 handshake',
        published: '2 RTT',
        source: 'RFC 5246 section 7.3',
        edge: { ...PER_CALL, security: 'tls12' },
        read: tlsRtt,
      }),
      connection({
        id: 'quic',
        label: 'QUIC handshake, encryption included',
        published: '1 RTT',
        source: 'RFC 9000 section 7, RFC 9001 section 4',
        edge: { ...PER_CALL, protocol: 'http3' },
        read: (trace) => inRtt(trace.parts.connect + trace.parts.tls),
      }),
      connection({
        id: 'https-cold',
        label: 'New HTTPS connection until the answer',
        published: '2.5 to 3 RTT',
        edge: { ...PER_CALL, security: 'tls13' },
        read: firstByteRtt,
      }),
      connection({
        id: 'https-warm',
        label: 'Kept-alive HTTPS connection until the answer',
        published: '1 RTT',
        source: 'Measured on curl and nginx',
        edge: { rttMs: RTT_MS, connection: 'keep-alive', security: 'tls13' },
        read: firstByteRtt,
      }),
    ],
  },
];
