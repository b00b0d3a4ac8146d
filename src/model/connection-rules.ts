import type { KindSpec, Protocol } from './kind-spec.ts';

const PROTOCOL_WORDS: Readonly<Record<Protocol, string>> = {
  http: 'HTTP',
  dns: 'DNS queries',
  cache: 'cache reads and writes',
  sql: 'database queries',
  discovery: 'questions for instances',
};

/** What a protocol is called on a line. */
const SHORT_NAMES: Readonly<Record<Protocol, string>> = {
  http: 'HTTP',
  dns: 'DNS',
  cache: 'cache',
  sql: 'SQL',
  discovery: 'instances',
};

/** The protocol both ends speak, in one word: the first the source calls and the target provides. Null when they speak none. */
export function spokenName(source: KindSpec, target: KindSpec): string | null {
  const spoken = target.provides.find((protocol) => source.calls.includes(protocol));
  return spoken === undefined ? null : SHORT_NAMES[spoken];
}

function listWords(protocols: readonly Protocol[]): string {
  return protocols.map((protocol) => PROTOCOL_WORDS[protocol]).join(' and ');
}

/**
 * Why an edge from `source` to `target` may not be drawn, in one sentence; null when it may.
 * The same rule holds while drawing and when a document is read.
 */
export function connectionRefusal(source: KindSpec, target: KindSpec): string | null {
  if (source.calls.length === 0) return `${source.name} calls nothing, so no edge can start there.`;
  if (target.provides.length === 0) return target.refusal ?? `${target.name} cannot be called.`;
  if (target.provides.some((protocol) => source.calls.includes(protocol))) return null;
  return (
    target.refusal ??
    `${target.name} answers ${listWords(target.provides)}; ${source.name} sends ${listWords(source.calls)}.`
  );
}
