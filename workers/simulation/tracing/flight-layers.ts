import {
  GRPC_MESSAGE_PREFIX,
  HTTP2_FRAME,
  IPV4_HEADER,
  REQUEST_HEADER_BYTES,
  RESPONSE_HEADER_BYTES,
  streamedBytes,
  TLS_RECORD_BYTES,
  UDP_HEADER,
  websocketFrameHeader,
  type Framing,
} from '../../../src/algorithms/transport/framing.ts';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { PACKET_LAYERS, type FlightKind, type LayerBytes, type PacketLayer } from '../../../src/model/trace.ts';
import type { OpenFlight } from './tracer.ts';

/** How messages are wrapped on the edge of a flight. */
export interface Wrapping {
  readonly framing: Framing;
  readonly protocol: EdgeConfig['protocol'];
  readonly security: EdgeConfig['security'];
}

/** A stretch of a message as the transport carries it, and the layer it belongs to. */
interface Stretch {
  readonly layer: PacketLayer;
  readonly bytes: number;
}

const HANDSHAKES: Readonly<Partial<Record<FlightKind, PacketLayer>>> = {
  syn: 'tcp',
  'syn-ack': 'tcp',
  refusal: 'tcp',
  'tls-client': 'tls',
  'tls-server': 'tls',
  'quic-client': 'quic',
  'quic-server': 'quic',
  upgrade: 'head',
  upgraded: 'head',
};

/**
 * The layers of the flights of one message, in the order they left. A message is its frame and prefix, then blocks of 16 kB, each with
 * a TLS record and a frame before it (`streamBytes`); a flight has the stretch of it that follows the flights before.
 */
export class MessageLayers {
  private readonly stretches: readonly Stretch[];
  private sent = 0;

  /**
   * @param streamTotal bytes of the whole message as the transport carries it
   * @param following further messages of a stream, and the payload of each; they come after the first
   * @param fullBytes the message before header compression, null where its header section is not compressed
   */
  constructor(
    private readonly wrapping: Wrapping,
    toTarget: boolean,
    streamTotal: number,
    fullBytes: number | null,
    following: Following = NO_MORE,
  ) {
    const { framing } = wrapping;
    const more = following.messages * streamedBytes(framing, following.bytes);
    const first = stretchesOf(wrapping, toTarget, streamTotal - more, fullBytes);
    this.stretches = [...first, ...followingStretches(framing, following)];
  }

  /** Layers of the next flight. */
  next(flight: OpenFlight): readonly LayerBytes[] {
    const from = flight.resend > 0 ? Math.max(0, this.sent - flight.bytes) : this.sent;
    if (flight.resend === 0) this.sent += flight.bytes;
    const sums = new Map<PacketLayer, number>(packetHeaders(this.wrapping, flight.packets));
    let at = 0;
    for (const { layer, bytes } of this.stretches) {
      const overlap = Math.min(at + bytes, from + flight.bytes) - Math.max(at, from);
      if (overlap > 0) sums.set(layer, (sums.get(layer) ?? 0) + overlap);
      at += bytes;
    }
    return inOrder(sums);
  }
}

/** Layers of a flight that is no part of a message: handshakes (their bytes are those on the wire) and DNS over UDP. */
export function plainLayers(flight: OpenFlight): readonly LayerBytes[] | null {
  const { kind, bytes, packets } = flight;
  if (kind === 'dns-query' || kind === 'dns-answer')
    return inOrder(
      new Map<PacketLayer, number>([
        ['ip', IPV4_HEADER * packets],
        ['udp', UDP_HEADER * packets],
        ['dns', bytes],
      ]),
    );
  const inner = HANDSHAKES[kind];
  if (inner === undefined) return null;
  const ip = IPV4_HEADER * packets;
  const transport =
    inner === 'quic' ? UDP_HEADER * packets : inner === 'tls' || inner === 'head' ? TCP_BYTES * packets : 0;
  const sums = new Map<PacketLayer, number>([['ip', ip]]);
  if (transport > 0) sums.set(inner === 'quic' ? 'udp' : 'tcp', transport);
  sums.set(inner, bytes - ip - transport);
  return inOrder(sums);
}

/** Header of TCP with timestamps on each segment of a TLS handshake or an upgrade. */
const TCP_BYTES = 32;

function packetHeaders({ framing, protocol }: Wrapping, packets: number): readonly (readonly [PacketLayer, number])[] {
  const transport = framing.packetOverhead - IPV4_HEADER;
  const ip = ['ip', IPV4_HEADER * packets] as const;
  if (protocol === 'udp') return [ip, ['udp', transport * packets]];
  if (protocol === 'http3') return [ip, ['udp', UDP_HEADER * packets], ['quic', (transport - UDP_HEADER) * packets]];
  return [ip, ['tcp', transport * packets]];
}

/** Further messages of a stream, without a header section of their own. */
export interface Following {
  readonly messages: number;
  readonly bytes: number;
}

const NO_MORE: Following = { messages: 0, bytes: 0 };

function followingStretches(framing: Framing, { messages, bytes }: Following): readonly Stretch[] {
  const blocks = Math.ceil((bytes + GRPC_MESSAGE_PREFIX) / TLS_RECORD_BYTES);
  const record = framing.blockOverhead - HTTP2_FRAME;
  return Array.from({ length: messages }, (): readonly Stretch[] => [
    { layer: 'tls', bytes: blocks * record },
    { layer: 'frame', bytes: blocks * HTTP2_FRAME },
    { layer: 'message', bytes: GRPC_MESSAGE_PREFIX },
    { layer: 'body', bytes },
  ]).flat();
}

function stretchesOf(
  { framing, protocol }: Wrapping,
  toTarget: boolean,
  streamTotal: number,
  fullBytes: number | null,
): readonly Stretch[] {
  const payload = payloadOf(framing, streamTotal);
  const prefix =
    protocol === 'grpc' || protocol === 'grpc-web' ? Math.min(GRPC_MESSAGE_PREFIX, framing.messageOverhead) : 0;
  const frame = framing.messageOverhead - prefix;
  // HTTP/1.1 has no frames: what is added to a block is the TLS record.
  const blockFrame = protocol === 'http3' ? framing.blockOverhead : frame;
  const record = framing.blockOverhead - blockFrame;
  const usual = toTarget ? REQUEST_HEADER_BYTES : RESPONSE_HEADER_BYTES;
  const saved = fullBytes === null ? 0 : Math.max(0, fullBytes - payload);
  let head = protocol === 'udp' || protocol === 'websocket' ? 0 : Math.min(payload, Math.max(0, usual - saved));
  let socket = protocol === 'websocket' ? socketHeader(payload, toTarget) : 0;
  const stretches: Stretch[] = [
    { layer: 'frame', bytes: frame },
    { layer: 'message', bytes: prefix },
  ];
  for (let left = payload; left > 0;) {
    const block = Math.min(left, TLS_RECORD_BYTES);
    const heading = Math.min(head, block);
    const wrapping = Math.min(socket, block);
    stretches.push({ layer: 'tls', bytes: record }, { layer: 'frame', bytes: blockFrame });
    stretches.push({ layer: 'socket', bytes: wrapping }, { layer: 'head', bytes: heading });
    stretches.push({ layer: 'body', bytes: block - wrapping - heading });
    socket -= wrapping;
    head -= heading;
    left -= block;
  }
  return stretches;
}

/** Header of the WebSocket frame in a message: the one that makes it as long as it is. */
function socketHeader(payload: number, isMasked: boolean): number {
  const lengths = [0, 126, 65_536].map((bytes) => websocketFrameHeader(bytes, isMasked));
  return lengths.find((header) => websocketFrameHeader(payload - header, isMasked) === header) ?? 0;
}

/** What the application handed down, from what the transport carries: `streamBytes` backwards. */
function payloadOf({ messageOverhead, blockOverhead }: Framing, streamTotal: number): number {
  const rest = Math.max(0, streamTotal - messageOverhead);
  const blocks = Math.ceil(rest / (TLS_RECORD_BYTES + blockOverhead));
  return Math.max(0, rest - blocks * blockOverhead);
}

function inOrder(sums: ReadonlyMap<PacketLayer, number>): readonly LayerBytes[] {
  return PACKET_LAYERS.map((layer) => ({ layer, bytes: Math.round(sums.get(layer) ?? 0) })).filter(
    ({ bytes }) => bytes > 0,
  );
}
