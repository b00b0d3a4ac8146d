import type { TransportProtocol, TransportSecurity } from './framing.ts';

/** What a caller has left from earlier connections to the same target. */
export interface Remembered {
  /** A TLS session ticket it may use. */
  readonly ticket: boolean;
  /** A TCP Fast Open cookie it may use. */
  readonly cookie: boolean;
  /** The first request may be sent as early data: it is safe to repeat (RFC 8470 section 2). */
  readonly early: boolean;
}

/** Round trips before the first byte of a request can leave. */
export interface Handshake {
  /** Of TCP; 0 when the SYN carries data, and for QUIC. */
  readonly transport: number;
  /** Of TLS, or of QUIC with its TLS inside. */
  readonly security: number;
  /** Of the upgrade to WebSocket: GET and 101 Switching Protocols (RFC 6455 section 4). */
  readonly upgrade: number;
}

/**
 * TCP 1 (RFC 9293 section 3.5; 0 with a Fast Open cookie, RFC 7413), TLS 1.3 one more, resumed too, 0 with early data
 * (RFC 8446 sections 2, 2.2, 2.3), TLS 1.2 two more, one when resumed (RFC 5246 section 7.3), QUIC 1 in all, 0 with early data
 * (RFC 9001 section 4). Early data needs a ticket and TLS 1.3.
 */
export function handshakeOf(
  protocol: TransportProtocol,
  security: TransportSecurity,
  remembered: Remembered,
): Handshake {
  const upgrade = protocol === 'websocket' ? 1 : 0;
  return { ...roundsOf(protocol, security, remembered), upgrade };
}

function roundsOf(
  protocol: TransportProtocol,
  security: TransportSecurity,
  { ticket, cookie, early }: Remembered,
): Omit<Handshake, 'upgrade'> {
  const sendsEarly = ticket && early;
  if (protocol === 'http3') return { transport: 0, security: sendsEarly ? 0 : 1 };
  const transport = cookie ? 0 : 1;
  if (security === 'none') return { transport, security: 0 };
  if (security === 'tls13') return { transport, security: sendsEarly ? 0 : 1 };
  return { transport, security: ticket ? 1 : 2 };
}

/** Bytes and packets of the two flights of one round trip. */
export interface HandshakeFlight {
  readonly sentBytes: number;
  readonly sentPackets: number;
  readonly receivedBytes: number;
  readonly receivedPackets: number;
}

/** IP and TCP headers with the options of a SYN: MSS, SACK permitted, timestamps, window scale (RFC 9293 section 3.2, RFC 7323). */
const SYN_BYTES = 60;
/** SYN and SYN-ACK. */
export const TCP_FLIGHT: HandshakeFlight = {
  sentBytes: SYN_BYTES,
  sentPackets: 1,
  receivedBytes: SYN_BYTES,
  receivedPackets: 1,
};
/** ClientHello of a browser (padded to 517 bytes, RFC 7685) against a chain of two ECDSA or RSA certificates of some 3 kB. */
export const TLS_FULL_FLIGHT: HandshakeFlight = {
  sentBytes: 569,
  sentPackets: 1,
  receivedBytes: 3_500,
  receivedPackets: 3,
};
/**
 * A browser's GET with Upgrade, Connection, Origin, Sec-WebSocket-Key and -Version beside its usual header, and the 101 with
 * Sec-WebSocket-Accept (RFC 6455 section 1.3), each with the headers of IP and TCP.
 */
export const UPGRADE_FLIGHT: HandshakeFlight = {
  sentBytes: 52 + 400 + 170,
  sentPackets: 1,
  receivedBytes: 52 + 129,
  receivedPackets: 1,
};
/** With a ticket no certificate travels. */
export const TLS_SHORT_FLIGHT: HandshakeFlight = {
  sentBytes: 769,
  sentPackets: 1,
  receivedBytes: 352,
  receivedPackets: 1,
};
/** Initial packets are padded to at least 1,200 bytes (RFC 9000 section 14.1). */
export const QUIC_FULL_FLIGHT: HandshakeFlight = {
  sentBytes: 1_228,
  sentPackets: 1,
  receivedBytes: 3_684,
  receivedPackets: 3,
};
export const QUIC_SHORT_FLIGHT: HandshakeFlight = {
  sentBytes: 1_228,
  sentPackets: 1,
  receivedBytes: 1_228,
  receivedPackets: 1,
};
