import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { NS_PER_MS, NS_PER_S } from '../../../src/model/units.ts';
import { framingOf, type Framing } from '../../../src/algorithms/transport/framing.ts';

/** What a link's configuration says about its transport, worked out once. */
export interface LinkTransport {
  readonly framing: Framing;
  readonly isQuic: boolean;
  /** Nothing is set up and nothing is sent again. */
  readonly isDatagram: boolean;
  /** Calls share connections as streams. */
  readonly isMultiplexed: boolean;
  /** Calls are messages on one upgraded connection of their owner (RFC 6455). */
  readonly isWebSocket: boolean;
  /** Header sections after the first are short (HPACK, QPACK). */
  readonly compressesHeaders: boolean;
  readonly isPerCall: boolean;
  readonly hasTls: boolean;
  readonly maxConnections: number;
  readonly maxStreams: number;
  readonly flowWindowBytes: number;
  readonly idleTimeoutNs: number;
  /** Silence after which a ping is sent; Infinity for never. */
  readonly heartbeatNs: number;
  readonly usesTickets: boolean;
  readonly usesEarlyData: boolean;
  readonly usesFastOpen: boolean;
}

/** @param socketIdleNs when the target cuts silent WebSocket connections, where it says so */
export function transportOf(config: EdgeConfig, socketIdleNs: number | null): LinkTransport {
  const { protocol, security } = config;
  const isQuic = protocol === 'http3';
  const isWebSocket = protocol === 'websocket';
  const compressesHeaders = isQuic || protocol === 'http2' || protocol === 'grpc' || protocol === 'grpc-web';
  const isMultiplexed = compressesHeaders || isWebSocket;
  const isPerCall = config.connection === 'per-call' && !isWebSocket;
  const heartbeatS = isWebSocket ? config.heartbeatS : null;
  const fitting = isMultiplexed && !isPerCall ? 1 : Infinity;
  return {
    framing: framingOf(protocol, security, config.mtuBytes),
    isQuic,
    isDatagram: protocol === 'udp',
    isMultiplexed,
    isWebSocket,
    compressesHeaders,
    isPerCall,
    hasTls: isQuic || security !== 'none',
    maxConnections: isWebSocket ? 1 : (config.maxConnections ?? fitting),
    maxStreams: isWebSocket ? Infinity : isMultiplexed && !isPerCall ? config.maxConcurrentStreams : 1,
    flowWindowBytes: compressesHeaders ? (config.flowWindowBytes ?? Infinity) : Infinity,
    idleTimeoutNs: (isWebSocket ? socketIdleNs : null) ?? Math.round(config.idleTimeoutMs * NS_PER_MS),
    heartbeatNs: heartbeatS === null ? Infinity : Math.round(heartbeatS * NS_PER_S),
    usesTickets: config.resumption !== 'off',
    usesEarlyData: config.resumption === 'early-data',
    usesFastOpen: config.tcpFastOpen && !isQuic,
  };
}
