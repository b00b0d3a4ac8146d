import type { ConnectionLineComponentProps } from '@xyflow/react';
import { curveBetween, HANDLE_REACH } from '../../ui/edge-geometry.ts';

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
  const anchor = { x: forwards ? fromX - HANDLE_REACH : fromX + HANDLE_REACH, y: fromY };
  const pointer = { x: toX, y: toY };
  const { path } = forwards ? curveBetween(anchor, pointer) : curveBetween(pointer, anchor);
  return (
    <g className="connection-preview" data-status={connectionStatus ?? 'open'}>
      <path d={path} />
      <circle cx={toX} cy={toY} r={4} />
    </g>
  );
}
