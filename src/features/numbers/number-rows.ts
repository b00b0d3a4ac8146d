import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';
import type { EdgeConfig } from '../../model/edge-spec.ts';
import type { Trace } from '../../model/trace.ts';
import { NS_PER_MS } from '../../model/units.ts';
import smallDesigns from './small-designs.json';

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

/** What a row changes in one of the small designs. */
interface Change {
  readonly base: keyof typeof smallDesigns;
  /** Configuration by node id, over what is there. */
  readonly nodes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly edge: Partial<EdgeConfig>;
}

/** One user asks a service that answers at once, once a second. */
function smallDesign(name: string, { base, nodes = {}, edge }: Change): Design {
  const document = smallDesigns[base];
  const read = readDesign(
    {
      ...document,
      name,
      nodes: document.nodes.map((node) => ({ ...node, config: { ...node.config, ...nodes[node.id] } })),
      edges: document.edges.map((call) => ({ ...call, config: edge })),
    },
    findSpec,
  );
  if (!read.ok || read.notices.length > 0) throw new RangeError(`A row of the numbers is no sound design: ${name}`);
  return read.value;
}

const latencyMs = (trace: Trace): number => trace.latencyNs / NS_PER_MS;
const inRtt = (ns: number): number => ns / NS_PER_MS / RTT_MS;
const connectRtt = (trace: Trace): number => inRtt(trace.parts.connect);
const tlsRtt = (trace: Trace): number => inRtt(trace.parts.tls);
const firstByteRtt = (trace: Trace): number => inRtt(trace.latencyNs);

const QUICK_REFERENCE = 'Networking essentials, quick reference';

function distance(
  id: string,
  label: string,
  published: string,
  source: string,
  change: Omit<Change, 'edge'>,
): NumberRow {
  const design = smallDesign(label, { ...change, edge: { connection: 'warm' } });
  return { id, label, unit: 'ms', published, source, design, read: latencyMs };
}

const PER_CALL = { rttMs: RTT_MS, connection: 'per-call' } as const;

type ConnectionRow = Omit<NumberRow, 'unit' | 'design' | 'source'> & {
  readonly edge: Partial<EdgeConfig>;
  readonly source?: string;
};

function connection({ edge, source = QUICK_REFERENCE, ...row }: ConnectionRow): NumberRow {
  return { ...row, source, unit: 'rtt', design: smallDesign(row.label, { base: 'direct', edge }) };
}

/** Everything the page can work out itself, by table. */
export const NUMBER_TABLES: readonly NumberTable[] = [
  {
    title: 'Latency between places',
    about: 'A request over an open connection to a service that answers at once: one round trip.',
    rows: [
      distance('same-zone', 'Same data centre', 'below 1 ms', QUICK_REFERENCE, { base: 'same-zone' }),
      distance('cross-zone', 'Another zone of the region', '1 to 2 ms', QUICK_REFERENCE, { base: 'cross-zone' }),
      distance('us-coasts', 'Coast to coast in the US', '60 to 80 ms', QUICK_REFERENCE, {
        base: 'to-region',
        nodes: { user: { location: 'us-east' }, region: { location: 'us-west' } },
      }),
      distance('new-york-london', 'New York to London', 'about 80 ms; light in fibre alone 55', QUICK_REFERENCE, {
        base: 'to-region',
        nodes: { user: { location: 'new-york' }, region: { location: 'london' } },
      }),
      distance('new-york-tokyo', 'New York to Tokyo', 'about 150 ms', QUICK_REFERENCE, {
        base: 'to-region',
        nodes: { user: { location: 'new-york' }, region: { location: 'tokyo' } },
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
