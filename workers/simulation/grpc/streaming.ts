import { REQUEST_HEADER_BYTES, RESPONSE_HEADER_BYTES } from '../../../src/algorithms/transport/framing.ts';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { isStreaming } from '../../../src/model/grpc-status.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';
import type { Codec } from './codec.ts';

/** What a call over a streaming edge carries, worked out once. */
export interface Streaming {
  readonly toTarget: boolean;
  readonly toSource: boolean;
  /** Of each side that streams. */
  readonly messages: number;
  readonly intervalNs: number;
  /** Payload of a message as it is encoded. */
  readonly bytes: number;
}

/** How an edge streams; null for unary calls. */
export function streamingOf(config: EdgeConfig, codec: Codec | null): Streaming | null {
  const { streaming } = config;
  if (!isStreaming(config) || streaming.type === 'unary') return null;
  return {
    toTarget: streaming.type !== 'server',
    toSource: streaming.type !== 'client',
    messages: streaming.messages,
    intervalNs: Math.round(streaming.intervalMs * NS_PER_MS),
    bytes: Math.ceil(streaming.messageBytes * (codec?.ratio ?? 1)),
  };
}

/** Bytes of the first message of a direction that streams: the header section goes before it. */
export function firstMessageBytes({ bytes }: Streaming, toTarget: boolean): number {
  return bytes + (toTarget ? REQUEST_HEADER_BYTES : RESPONSE_HEADER_BYTES);
}
