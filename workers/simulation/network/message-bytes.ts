import {
  REPEATED_HEADER_BYTES,
  REQUEST_HEADER_BYTES,
  RESPONSE_HEADER_BYTES,
  websocketFrameHeader,
} from '../../../src/algorithms/transport/framing.ts';
import type { ConnectionTable } from './connection-table.ts';
import { TO_TARGET } from './link.ts';
import type { LinkTransport } from './link-transport.ts';

/**
 * Bytes of a message after HPACK or QPACK: the first one of a direction of a connection carries its header section in full, later ones
 * refer to it (RFC 7541, RFC 9204). HTTP/1.1 repeats it each time; a WebSocket message has a frame header instead.
 */
export function compressedBytes(
  transport: LinkTransport,
  connections: ConnectionTable,
  row: number,
  bytes: number,
): number {
  if (transport.isWebSocket) return bytes + websocketFrameHeader(bytes, (row & 1) === TO_TARGET);
  if (!transport.compressesHeaders) return bytes;
  if (connections.primed[row] === 0) {
    connections.primed[row] = 1;
    return bytes;
  }
  const header = Math.min(bytes, (row & 1) === TO_TARGET ? REQUEST_HEADER_BYTES : RESPONSE_HEADER_BYTES);
  return bytes - header + Math.min(header, REPEATED_HEADER_BYTES);
}
