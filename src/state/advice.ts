import { findSpec } from '../kinds/specs.ts';
import { adviceFor, type DesignAdvice } from '../model/design-advice.ts';
import type { Design } from '../model/design.ts';
import { hasGateway, insertGrpcWebProxy, restOutside } from './edits/grpc-remedies.ts';
import { rewrite, type Rewrite } from './rewrites.ts';

/** Something that cannot work, and what would help, each one step. */
export interface Advice extends DesignAdvice {
  readonly remedies: readonly Rewrite[];
}

let seen: { readonly design: Design; readonly advice: readonly Advice[] } | null = null;

/** What cannot work in a design as it is; the same list for the same design. */
export function adviceOf(design: Design): readonly Advice[] {
  if (seen?.design !== design) {
    const advice = adviceFor(design, findSpec).map((one) => ({ ...one, remedies: remediesFor(design, one.edge) }));
    seen = { design, advice };
  }
  return seen.advice;
}

function remediesFor(design: Design, edge: string): readonly Rewrite[] {
  const proxy = {
    label: 'Insert a gRPC-Web proxy',
    icon: 'plus',
    help: 'Pages send gRPC-Web, which is an ordinary request; the proxy makes gRPC of it.',
  } as const;
  const gateway = {
    label: 'REST outside, gRPC inside',
    icon: 'door-open',
    help: hasGateway(design, edge)
      ? 'Pages speak REST to the gateway, and it calls what is behind it over gRPC.'
      : 'Inserts a gateway: pages speak REST to it, and it calls over gRPC.',
  } as const;
  return [rewrite(proxy, (now) => insertGrpcWebProxy(now, edge)), rewrite(gateway, (now) => restOutside(now, edge))];
}
