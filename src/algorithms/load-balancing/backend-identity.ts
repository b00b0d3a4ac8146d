import { CRC32_START, crc32Text } from '../hashing/crc32.ts';
import type { Backends } from './balancer.ts';

/** CRC-32 state of a backend's name, as the rings and tables take it. */
export function identityOf(name: string): number {
  return crc32Text(CRC32_START, name);
}

/** The identity of one of the backends; made from its number where they have no names. */
export function identityAt(backends: Backends, index: number): number {
  return backends.identity?.[index] ?? identityOf(`backend ${index}`);
}
