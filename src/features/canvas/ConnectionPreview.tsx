import type { ConnectionLineComponentProps } from '@xyflow/react';
import { curveBetween } from '../../model/edge-geometry.ts';

/** The line while a connection is being drawn, from either end. */
export function ConnectionPreview({
  fromX,
  fromY,
  toX,
  toY,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps) {
  const forwards = fromHandle.type === 'source';
  // Unlike an edge, the line being drawn is measured from the middle of the handle, which is on the border.
  const anchor = { x: fromX, y: fromY };
  const pointer = { x: toX, y: toY };
  const { path } = forwards ? curveBetween(anchor, pointer) : curveBetween(pointer, anchor);
  return (
    <g className="connection-preview" data-status={connectionStatus ?? 'open'}>
      <path d={path} />
      <circle cx={toX} cy={toY} r={4} />
    </g>
  );
}
