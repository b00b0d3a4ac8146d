import type { Design, DesignEdge } from './design.ts';
import type { KindSpec } from './kind-spec.ts';

/** Something in a design that cannot work as it is drawn, though it can be opened and run. */
export interface DesignAdvice {
  readonly edge: string;
  /** The client whose requests fail. */
  readonly client: string;
  /** What is wrong, and why, one sentence each. */
  readonly words: string;
  readonly reason: string;
}

const REASON =
  'Browsers give pages no access to the frames and trailers of HTTP/2, which gRPC puts its messages and its status in (gRPC, PROTOCOL-WEB.md).';

/**
 * Calls over gRPC that begin in a page of a browser: over an edge of such a client, or over the record that DNS answers it with.
 * Each is said once, for the first client that makes it.
 */
export function adviceFor(design: Design, specOf: (kind: string) => KindSpec | undefined): readonly DesignAdvice[] {
  const nodes = new Map(design.nodes.map((node) => [node.id, node]));
  const advice = new Map<string, DesignAdvice>();
  for (const { id, label, config } of design.nodes) {
    if (config['runsIn'] !== 'browser') continue;
    for (const { id: edge, target } of grpcCallsOf(id)) {
      if (advice.has(edge)) continue;
      const called = nodes.get(target)?.label ?? target;
      const words = `${label || id} runs in a browser and calls ${called || target} over gRPC: all these requests fail.`;
      advice.set(edge, { edge, client: id, words, reason: REASON });
    }
  }
  return [...advice.values()];

  function grpcCallsOf(client: string): readonly DesignEdge[] {
    const own = callsFrom(client);
    const named = own.flatMap(({ target }) => recordsOf(target, new Set()));
    return [...own, ...named].filter(({ config }) => config.protocol === 'grpc');
  }

  /** Calls that an answer of DNS leads to, whichever of its servers gives it. */
  function recordsOf(server: string, seen: Set<string>): readonly DesignEdge[] {
    if (seen.has(server) || !isNameServer(server)) return [];
    seen.add(server);
    return callsFrom(server).flatMap((edge) => (isNameServer(edge.target) ? recordsOf(edge.target, seen) : [edge]));
  }

  function callsFrom(id: string): readonly DesignEdge[] {
    return design.edges.filter(({ source }) => source === id);
  }

  function isNameServer(id: string): boolean {
    return specOf(nodes.get(id)?.kind ?? '')?.provides.includes('dns') === true;
  }
}
