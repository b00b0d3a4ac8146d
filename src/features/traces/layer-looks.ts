import type { PacketLayer } from '../../model/trace.ts';

interface LayerLook {
  readonly words: string;
  readonly level: 'L3' | 'L4' | 'L4 to L6' | 'L6' | 'L7';
  /** Where it runs on a usual server: sockets are the kernel's, libraries are not. */
  readonly runsIn: 'kernel' | 'user space';
  readonly help: string;
}

/** What a layer of a packet is called, where it runs and what it adds. */
export const LAYER_LOOKS: Readonly<Record<PacketLayer, LayerLook>> = {
  ip: { words: 'IPv4', level: 'L3', runsIn: 'kernel', help: '20 B of addresses for each packet (RFC 791).' },
  tcp: {
    words: 'TCP',
    level: 'L4',
    runsIn: 'kernel',
    help: '20 B for each segment and 12 of timestamps; a SYN has 20 of options (RFC 9293, RFC 7323).',
  },
  udp: { words: 'UDP', level: 'L4', runsIn: 'kernel', help: '8 B of ports, length and checksum (RFC 768).' },
  quic: {
    words: 'QUIC',
    level: 'L4 to L6',
    runsIn: 'user space',
    help: 'Packet number, stream frame and tag: order, repeats and encryption (RFC 9000, RFC 9001).',
  },
  tls: {
    words: 'TLS',
    level: 'L6',
    runsIn: 'user space',
    help: 'A header and a tag for each record of at most 16 kB (RFC 8446, RFC 5246), or its handshake.',
  },
  frame: {
    words: 'HTTP frames',
    level: 'L7',
    runsIn: 'user space',
    help: '9 B of HTTP/2, about 4 of HTTP/3 (RFC 9113, RFC 9114).',
  },
  socket: {
    words: 'WebSocket frame',
    level: 'L7',
    runsIn: 'user space',
    help: '2 to 14 B: the length, and the mask of what a client sends (RFC 6455 section 5.2).',
  },
  message: {
    words: 'gRPC prefix',
    level: 'L7',
    runsIn: 'user space',
    help: 'A flag and the length of the message: 5 B.',
  },
  head: {
    words: 'HTTP header',
    level: 'L7',
    runsIn: 'user space',
    help: 'Method, path, host, cookies; small after HPACK has seen it.',
  },
  dns: {
    words: 'DNS message',
    level: 'L7',
    runsIn: 'user space',
    help: 'Question and answer records (RFC 1035 section 4).',
  },
  body: { words: 'Body', level: 'L7', runsIn: 'user space', help: 'What the application sent.' },
};

/**
 * What a usual line adds around each packet: addresses and type 14 B, a checksum 4 B (IEEE 802.3 clause 3). Other lines have other frames,
 * and each hop of the way its own, so it is shown and not counted.
 */
export const ETHERNET_FRAME_BYTES = 18;
