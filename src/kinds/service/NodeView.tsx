import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

/** How many copies there are. */
export function NodeView({ config }: NodeViewProps) {
  const replicas = Number(config['replicas']);
  return <Tag label={`${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`}>×{replicas}</Tag>;
}
