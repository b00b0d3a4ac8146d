import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';
import { framingOf, type Framing } from '../../../src/algorithms/transport/framing.ts';

/** What a link's configuration says about its transport, worked out once. */
export interface LinkTransport {
  readonly framing: Framing;
  readonly isQuic: boolean;
  /** Nothing is set up and nothing is sent again. */
  readonly isDatagram: boolean;
  /** Calls share connections as streams. */
  readonly isMultiplexed: boolean;
  readonly isPerCall: boolean;
  readonly hasTls: boolean;
  readonly maxConnections: number;
  readonly maxStreams: number;
  readonly flowWindowBytes: number;
  readonly idleTimeoutNs: number;
  readonly usesTickets: boolean;
  readonly usesEarlyData: boolean;
  readonly usesFastOpen: boolean;
}

export function transportOf(config: EdgeConfig): LinkTransport {
  const { protocol, security } = config;
  const isQuic = protocol === 'http3';
  const isMultiplexed = isQuic || protocol === 'http2' || protocol === 'grpc';
  const isPerCall = config.connection === 'per-call';
  const fitting = isMultiplexed && !isPerCall ? 1 : Infinity;
  return {
    framing: framingOf(protocol, security, config.mtuBytes),
    isQuic,
    isDatagram: protocol === 'udp',
    isMultiplexed,
    isPerCall,
    hasTls: isQuic || security !== 'none',
    maxConnections: config.maxConnections ?? fitting,
    maxStreams: isMultiplexed && !isPerCall ? config.maxConcurrentStreams : 1,
    flowWindowBytes: isMultiplexed ? (config.flowWindowBytes ?? Infinity) : Infinity,
    idleTimeoutNs: Math.round(config.idleTimeoutMs * NS_PER_MS),
    usesTickets: config.resumption !== 'off',
    usesEarlyData: config.resumption === 'early-data',
    usesFastOpen: config.tcpFastOpen && !isQuic,
  };
}
