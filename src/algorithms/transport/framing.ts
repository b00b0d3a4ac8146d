/**
 * Bytes that each layer adds to a message, and how many packets it takes. Sizes are bytes.
 */

export const IPV4_HEADER = 20;
/** Without options (RFC 9293 section 3.1). */
export const TCP_HEADER = 20;
/** The timestamps option with its padding, on every segment (RFC 7323 section 3.2). */
export const TCP_TIMESTAMPS = 12;
/** RFC 768. */
export const UDP_HEADER = 8;
/** Flags, an 8-byte connection id, a 2-byte packet number (RFC 9000 section 17.3.1) and the AEAD's tag (RFC 9001 section 5.3). */
export const QUIC_PACKET = 1 + 8 + 2 + 16;
/** Type, stream id, offset and length of a STREAM frame, as encoded for a stream of usual length (RFC 9000 section 19.8). */
export const QUIC_STREAM_FRAME = 8;
/** Header, inner content type and tag of a record (RFC 8446 section 5.2). */
export const TLS13_RECORD = 5 + 1 + 16;
/** Header, explicit nonce and tag of a record with AES-GCM (RFC 5246 section 6.2.3.3, RFC 5288). */
export const TLS12_RECORD = 5 + 8 + 16;
/** Most plain text in a record (RFC 8446 section 5.1). */
export const TLS_RECORD_BYTES = 16_384;
/** RFC 9113 section 4.1. */
export const HTTP2_FRAME = 9;
/** Type and length of an HTTP/3 frame, two bytes each in the usual case (RFC 9114 section 7.1). */
export const HTTP3_FRAME = 4;
/** Compressed flag and length before each gRPC message (gRPC over HTTP/2, "Length-Prefixed-Message"). */
export const GRPC_MESSAGE_PREFIX = 5;

/**
 * Bytes of a request's and an answer's header section where a message is large enough to have one. Answer: about 240 as nginx sends it
 * (measured beside the transfers of the slow-start cases); request: a browser's GET with a cookie or two.
 */
export const REQUEST_HEADER_BYTES = 400;
export const RESPONSE_HEADER_BYTES = 240;
/**
 * A header section whose fields are in the dynamic table: an index of one byte for each of about twelve fields, and the path as a
 * literal (RFC 7541 sections 6.1 and 6.2; the examples of appendix C.4 go from 17 to 12 bytes). QPACK is the same here.
 */
export const REPEATED_HEADER_BYTES = 12 + 24;

/** How messages are wrapped on one link. */
export interface Framing {
  /** Bytes of a message that fit in a packet. */
  readonly segmentBytes: number;
  /** Headers of each packet: IP and TCP, or IP, UDP and QUIC. */
  readonly packetOverhead: number;
  /** Added to each message once: the frame of the header section, the gRPC prefix. */
  readonly messageOverhead: number;
  /** Added for each 16 kB or part of them: TLS record and data frame. */
  readonly blockOverhead: number;
}

export type TransportProtocol = 'http1' | 'http2' | 'http3' | 'grpc' | 'grpc-web' | 'websocket' | 'udp';
export type TransportSecurity = 'none' | 'tls13' | 'tls12';

const TLS_RECORD = { none: 0, tls13: TLS13_RECORD, tls12: TLS12_RECORD } as const;

/** The layers of a protocol over IPv4 with packets of at most `mtuBytes`. */
export function framingOf(protocol: TransportProtocol, security: TransportSecurity, mtuBytes: number): Framing {
  if (protocol === 'http3') {
    const packetOverhead = IPV4_HEADER + UDP_HEADER + QUIC_PACKET + QUIC_STREAM_FRAME;
    return {
      segmentBytes: mtuBytes - packetOverhead,
      packetOverhead,
      messageOverhead: HTTP3_FRAME,
      blockOverhead: HTTP3_FRAME,
    };
  }
  if (protocol === 'udp') {
    const packetOverhead = IPV4_HEADER + UDP_HEADER;
    return { segmentBytes: mtuBytes - packetOverhead, packetOverhead, messageOverhead: 0, blockOverhead: 0 };
  }
  const packetOverhead = IPV4_HEADER + TCP_HEADER + TCP_TIMESTAMPS;
  const frame = protocol === 'http1' || protocol === 'websocket' ? 0 : HTTP2_FRAME;
  return {
    segmentBytes: mtuBytes - packetOverhead,
    packetOverhead,
    messageOverhead: frame + (protocol === 'grpc' || protocol === 'grpc-web' ? GRPC_MESSAGE_PREFIX : 0),
    blockOverhead: frame + TLS_RECORD[security],
  };
}

/**
 * Header of a WebSocket frame in bytes, 2 to 14: two, the length in two more from 126 bytes on and in eight from 65,536, and the mask of
 * four that every frame of a client has (RFC 6455 section 5.2).
 */
export function websocketFrameHeader(bytes: number, isMasked: boolean): number {
  const length = bytes < 126 ? 0 : bytes < 65_536 ? 2 : 8;
  return 2 + length + (isMasked ? 4 : 0);
}

/** Bytes a message has for the transport: with its frames and TLS records. */
export function streamBytes(framing: Framing, bytes: number): number {
  return bytes + framing.messageOverhead + framing.blockOverhead * Math.ceil(bytes / TLS_RECORD_BYTES);
}

/** Bytes a further message of a stream has for the transport: no header section goes before it. */
export function streamedBytes(framing: Framing, bytes: number): number {
  return (
    bytes + GRPC_MESSAGE_PREFIX + framing.blockOverhead * Math.ceil((bytes + GRPC_MESSAGE_PREFIX) / TLS_RECORD_BYTES)
  );
}

/** Packets for that many bytes of the transport. */
export function packetsOf(framing: Framing, bytes: number): number {
  return Math.max(1, Math.ceil(bytes / framing.segmentBytes));
}

/** Bytes on the wire for that many bytes of the transport, in that many packets. */
export function wireBytes(framing: Framing, bytes: number, packets: number): number {
  return bytes + packets * framing.packetOverhead;
}
