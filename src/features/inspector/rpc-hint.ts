import type { Design } from '../../model/design.ts';
import { speaksGrpc } from '../../model/grpc-status.ts';
import { isSafe, METHODS } from '../../model/request.ts';
import { rpcPathFor, rpcPathProblem } from '../../model/rpc-path.ts';
import { indexOf } from '../../state/design-index.ts';
import type { EntryHint } from './entry-hint.ts';

/** Looks at the path of a request class of a component that calls over gRPC; null for one that does not. */
export function rpcHintsFor(
  design: Design,
  id: string,
): ((entry: Readonly<Record<string, unknown>>) => EntryHint | null) | null {
  const calls = indexOf(design).edgesFrom.get(id) ?? [];
  return calls.some(({ config }) => speaksGrpc(config.protocol)) ? hintOf : null;
}

function hintOf({ path, method }: Readonly<Record<string, unknown>>): EntryHint | null {
  if (typeof path !== 'string') return null;
  const problem = rpcPathProblem(path);
  if (problem === null)
    return { words: 'Over gRPC this is sent as a POST to /package.Service/Method.', isProblem: false };
  const known = METHODS.find((one) => one === method) ?? 'GET';
  const value = rpcPathFor(path, !isSafe(known));
  return {
    words: `${problem} It is written /package.Service/Method.`,
    isProblem: true,
    fix: { label: `Use ${value}`, field: 'path', value },
  };
}
