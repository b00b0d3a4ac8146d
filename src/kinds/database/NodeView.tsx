import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

/** The primary and how many read replicas follow it. */
export function NodeView({ config }: NodeViewProps) {
  const replicas = Number(config['readReplicas']);
  return replicas === 0 ? null : (
    <Tag label={`primary and ${replicas} read ${replicas === 1 ? 'replica' : 'replicas'}`}>1+{replicas}</Tag>
  );
}
