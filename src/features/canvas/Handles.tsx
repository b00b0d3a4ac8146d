import { Handle, Position } from '@xyflow/react';
import type { KindSpec } from '../../model/kind-spec.ts';

/** Where calls come in (left) and go out (right): 24 px targets centred on the border, drawn small, shown on hover. */
export function Handles({ spec }: { readonly spec: KindSpec | undefined }) {
  return (
    <>
      {spec !== undefined && spec.provides.length > 0 ? (
        <Handle type="target" position={Position.Left} className="port" aria-hidden="true" />
      ) : null}
      {spec !== undefined && spec.calls.length > 0 ? (
        <Handle type="source" position={Position.Right} className="port" aria-hidden="true" />
      ) : null}
    </>
  );
}
