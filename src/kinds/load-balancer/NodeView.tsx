import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

/** Whether it picks for each request or for each connection. */
export function NodeView({ config }: NodeViewProps) {
  return <Tag>{config['layer'] === 'l4' ? 'L4' : 'L7'}</Tag>;
}
