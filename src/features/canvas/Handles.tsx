import { Handle, Position } from '@xyflow/react';
import { startConnecting } from '../../state/tools.ts';
import type { KindSpec } from '../../model/kind-spec.ts';

/** Where calls come in (left) and go out (right): 24 px targets centred on the border, drawn small, shown on hover. Drag from the right one, or click it and then the target. */
export function Handles({ id, spec }: { readonly id: string; readonly spec: KindSpec | undefined }) {
  return (
    <>
      {spec !== undefined && spec.provides.length > 0 ? (
        <Handle type="target" position={Position.Left} className="port" aria-hidden="true" />
      ) : null}
      {spec !== undefined && spec.calls.length > 0 ? (
        <Handle
          type="source"
          position={Position.Right}
          className="port"
          aria-hidden="true"
          onClick={(event) => {
            // Not a click on the card, which would be the target at once.
            event.stopPropagation();
            startConnecting(id, 'pointing');
          }}
        />
      ) : null}
    </>
  );
}

/** Where the handles of a card of the overview would be: React Flow measures them when it measures a card. */
export function HandleMarks({ spec }: { readonly spec: KindSpec | undefined }) {
  return (
    <>
      {spec !== undefined && spec.provides.length > 0 ? (
        <span className="port-mark target" data-handlepos={Position.Left} aria-hidden="true" />
      ) : null}
      {spec !== undefined && spec.calls.length > 0 ? (
        <span className="port-mark source" data-handlepos={Position.Right} aria-hidden="true" />
      ) : null}
    </>
  );
}
