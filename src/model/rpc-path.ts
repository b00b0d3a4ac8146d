/** Of a package or a service: words with dots between them; of a method: one word. */
const RPC_PATH = /^\/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\/[A-Za-z_]\w*$/;

/**
 * What is wrong with a path of a gRPC call, in one sentence; null when it names a method.
 * Source: gRPC over HTTP/2 (PROTOCOL-HTTP2.md), Path: "/" Service-Name "/" method name; the Protocol Buffers style guide for names.
 */
export function rpcPathProblem(path: string): string | null {
  if (RPC_PATH.test(path)) return null;
  if (path.includes('{')) return 'A gRPC path names a method, not an object: what is asked for is in the message.';
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length < 2) return 'A gRPC path has two parts: the service with its package, and the method.';
  return parts.length > 2
    ? 'A gRPC path has only two parts: the service with its package, and the method.'
    : 'Service and method are names: letters, digits and underscores, with dots between package and service.';
}

/** How a path could be written as one of gRPC: "/items/{key}" read becomes "/shop.Items/Get". */
export function rpcPathFor(path: string, isWrite: boolean): string {
  const noun = path.split('/').find((part) => /^[A-Za-z]\w*$/.test(part)) ?? 'items';
  return `/shop.${noun.charAt(0).toUpperCase()}${noun.slice(1)}/${isWrite ? 'Create' : 'Get'}`;
}
