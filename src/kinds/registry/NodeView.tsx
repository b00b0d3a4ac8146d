import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

/** How its callers learn about changes. */
export function NodeView({ config }: NodeViewProps) {
  return <Tag>{config['mode'] === 'watch' ? 'watch' : 'poll'}</Tag>;
}
