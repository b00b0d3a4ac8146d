import { useConnection } from '@xyflow/react';
import { refusalBetween } from '../../state/document.ts';
import { useTools } from '../../state/tools.ts';

/** Whether a node may be the other end of the connection being made: null while none is being made, or for its own start. */
export type ConnectionRole = 'start' | 'legal' | 'refused' | null;

/**
 * The part a node plays in the connection being made, by mouse or by keyboard. Renders when a connection starts and ends,
 * never while the pointer moves.
 */
export function useConnectionRole(id: string): ConnectionRole {
  const dragged = useConnection((connection) =>
    connection.inProgress ? `${connection.fromHandle.type}:${connection.fromHandle.nodeId}` : null,
  );
  const picked = useTools((tools) => tools.connectingFrom);
  const from = dragged ?? (picked === null ? null : `source:${picked}`);
  if (from === null) return null;
  const [end, ...rest] = from.split(':');
  const start = rest.join(':');
  if (start === id) return 'start';
  const refusal = end === 'source' ? refusalBetween(start, id) : refusalBetween(id, start);
  return refusal === null ? 'legal' : 'refused';
}
