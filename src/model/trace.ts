/** A part of a request's time. The parts of a trace sum exactly to its latency. */
export const TRACE_PARTS = [
  'dns',
  'encode',
  'connect',
  'tls',
  'pool',
  'network',
  'transfer',
  'queue',
  'service',
  'backoff',
  'wait',
] as const;
export type TracePart = (typeof TRACE_PARTS)[number];

/** One attempt of one call, or the request at its client. Times are simulated nanoseconds. */
export interface Span {
  readonly id: number;
  /** -1 for the root. */
  readonly parentId: number;
  readonly nodeId: string;
  /** Empty for the root. */
  readonly edgeId: string;
  readonly endpoint: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly operation: string;
  /** The caller decided to call (backoff begins here for a retry). */
  readonly startNs: number;
  /** The request left the caller (connection there). */
  readonly sentNs: number;
  /** It arrived at the target; -1 when it never did. */
  readonly arrivedNs: number;
  /** Waited for slots, in all. */
  readonly queueNs: number;
  /** The target answered; -1 when it had not by the end. */
  readonly repliedNs: number;
  /** The caller had the answer, or gave up. */
  readonly endNs: number;
  readonly backoffNs: number;
  /** Writing the request and reading the answer in the encoding of the edge, at the caller; the server's share is in its service. */
  readonly encodeNs: number;
  readonly decodeNs: number;
  /** Waiting for a connection that other calls used. */
  readonly poolNs: number;
  /** Opening the connection, encryption included. */
  readonly connectNs: number;
  /** Of that, the encryption handshake. */
  readonly tlsNs: number;
  /** From the first bytes of the answer to the last, where one burst could not carry it. */
  readonly transferNs: number;
  /** Outcome name. */
  readonly outcome: string;
  readonly note: string;
}

/**
 * What travels in one flight. Handshakes: SYN and SYN-ACK (RFC 9293 section 3.5), the client's and the server's flight of TLS
 * (RFC 8446 section 2, RFC 5246 section 7.3) and of QUIC (RFC 9000 section 7), the upgrade to WebSocket and its 101 (RFC 6455 section 4); a refusal is an RST.
 */
export const FLIGHT_KINDS = [
  'dns-query',
  'dns-answer',
  'syn',
  'syn-ack',
  'tls-client',
  'tls-server',
  'quic-client',
  'quic-server',
  'upgrade',
  'upgraded',
  'refusal',
  'request',
  'response',
  'datagram',
] as const;
export type FlightKind = (typeof FLIGHT_KINDS)[number];

/** Layers of a packet, outermost first; which of them run in the kernel of a usual server is `KERNEL_LAYERS`. */
export const PACKET_LAYERS = [
  'ip',
  'tcp',
  'udp',
  'quic',
  'tls',
  'frame',
  'socket',
  'message',
  'head',
  'dns',
  'body',
] as const;
export type PacketLayer = (typeof PACKET_LAYERS)[number];

/** Bytes that a layer has in all packets of a flight. */
export interface LayerBytes {
  readonly layer: PacketLayer;
  readonly bytes: number;
}

/** Packets that leave together in one direction of a call's edge. Times are simulated nanoseconds. */
export interface Flight {
  /** The attempt it belongs to. */
  readonly spanId: number;
  /** The caller's side and the target's side. */
  readonly sourceId: string;
  readonly targetId: string;
  readonly edgeId: string;
  /** From the caller to the target, else back. */
  readonly toTarget: boolean;
  readonly kind: FlightKind;
  /** Number of the connection; -1 for one that was open anyway, or none. */
  readonly connection: number;
  readonly sentNs: number;
  /** All of it is there; -1 when it was lost. */
  readonly arrivedNs: number;
  /** Handed to the layer above: later than it arrived when something before it on the connection (QUIC: of the same stream) was missing; -1 when lost. */
  readonly deliveredNs: number;
  /** Over the wire, with the headers of all layers. */
  readonly bytes: number;
  /** 0 when it went in a packet that another message began. */
  readonly packets: number;
  /** How often this was sent before. */
  readonly resend: number;
  /** What each layer adds, outermost first, none of them 0; the sum is what goes over the wire. */
  readonly layers: readonly LayerBytes[];
}

/** A sampled request: its spans, root first, parents before children, siblings by start time. */
export interface Trace {
  readonly requestId: number;
  readonly clientId: string;
  readonly className: string;
  readonly startNs: number;
  readonly latencyNs: number;
  readonly outcome: string;
  readonly spans: readonly Span[];
  /** Every flight of every call, in the order they left; the first ones when there are very many. */
  readonly flights: readonly Flight[];
  /** Nanoseconds by part; sums exactly to `latencyNs`. */
  readonly parts: Readonly<Record<TracePart, number>>;
}

/** A line of the list of traces. */
export interface TraceSummary {
  readonly requestId: number;
  readonly clientId: string;
  readonly className: string;
  readonly startNs: number;
  readonly latencyNs: number;
  readonly outcome: string;
  /** Why it was kept. */
  readonly kept: 'slowest' | 'failed' | 'ordinary';
}
