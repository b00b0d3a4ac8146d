import type { TracePart } from '../../model/trace.ts';

/** What a part of a request's time is called, what it means, and its colour. */
export const PART_LOOKS: Readonly<
  Record<TracePart, { readonly words: string; readonly help: string; readonly token: string }>
> = {
  dns: { words: 'DNS', help: 'Finding the address of the name.', token: '--text-3' },
  encode: { words: 'encoding', help: 'Writing the request and reading the answer, at the caller.', token: '--slow' },
  connect: { words: 'connect', help: 'Opening the connection: TCP handshake.', token: '--hit' },
  tls: { words: 'TLS', help: 'Agreeing on keys.', token: '--hit' },
  pool: { words: 'wait for connection', help: 'Waiting for a free connection of the pool.', token: '--retry' },
  network: { words: 'network', help: 'On the way, there and back.', token: '--accent' },
  transfer: { words: 'transfer', help: 'Sending the bytes at the bandwidth of the link.', token: '--accent-strong' },
  queue: { words: 'queue', help: 'Waiting for a free slot.', token: '--slow' },
  service: { words: 'service', help: 'Being worked on.', token: '--ok' },
  backoff: { words: 'backoff', help: 'Waiting before another attempt.', token: '--retry' },
  wait: { words: 'other', help: 'At the caller: between its calls and after them.', token: '--idle' },
};
