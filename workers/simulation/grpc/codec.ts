import { REQUEST_HEADER_BYTES, RESPONSE_HEADER_BYTES } from '../../../src/algorithms/transport/framing.ts';
import type { EdgeConfig } from '../../../src/model/edge-spec.ts';
import { NS_PER_MS } from '../../../src/model/units.ts';

const BYTES_PER_KB = 1_000;

/** How the payloads on a link are written: what it makes of their size, and how long both ends need. Payloads are counted as JSON. */
export interface Codec {
  readonly name: 'json' | 'protobuf';
  /** Bytes for each byte of the payload as JSON. */
  readonly ratio: number;
  readonly serializeNsPerByte: number;
  readonly parseNsPerByte: number;
}

/** The codec of an edge; null where encodings are not counted. */
export function codecOf({ encoding }: EdgeConfig): Codec | null {
  if (encoding.type === 'plain') return null;
  return {
    name: encoding.type,
    ratio: encoding.type === 'protobuf' ? encoding.bodyRatio : 1,
    serializeNsPerByte: (encoding.serializeMsPerKb * NS_PER_MS) / BYTES_PER_KB,
    parseNsPerByte: (encoding.parseMsPerKb * NS_PER_MS) / BYTES_PER_KB,
  };
}

/** Payload of a message whose size includes its header section, where it is large enough to have one. */
export function payloadBytes(bytes: number, isRequest: boolean): number {
  return Math.max(0, bytes - (isRequest ? REQUEST_HEADER_BYTES : RESPONSE_HEADER_BYTES));
}

/** A message with its payload encoded; headers stay as they are. */
export function encodedBytes(codec: Codec, bytes: number, isRequest: boolean): number {
  const payload = payloadBytes(bytes, isRequest);
  return bytes - payload + Math.ceil(payload * codec.ratio);
}
