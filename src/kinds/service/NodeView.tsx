import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

interface Scaling {
  readonly type: string;
  readonly max?: number;
}

/** How many copies there are; where they are scaled, how many of the most there may be, and the reason for the last change. */
export function NodeView({ config, live }: NodeViewProps) {
  const scaling = config['autoscaling'] as Scaling;
  const replicas = live === null || live.replicas.length === 0 ? Number(config['replicas']) : live.replicas.length;
  const words = `${replicas} ${replicas === 1 ? 'replica' : 'replicas'}`;
  if (scaling.type === 'off' || scaling.max === undefined) return <Tag label={words}>×{replicas}</Tag>;
  const why = live?.decision === null || live === null ? '' : `. ${live.decision}`;
  return (
    <Tag label={`${words} of at most ${scaling.max}${why}`}>
      {replicas} of {scaling.max}
    </Tag>
  );
}
