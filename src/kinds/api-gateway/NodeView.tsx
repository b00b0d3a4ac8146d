import type { NodeViewProps } from '../../model/node-view.ts';
import { formatRate, quantityText } from '../../model/units.ts';
import { Tag } from '../../ui/Tag.tsx';

/** The rate it lets through, and for whom. */
export function NodeView({ config }: NodeViewProps) {
  if (config['limitBy'] === 'off') return null;
  const rate = quantityText(formatRate(Number(config['ratePerSecond'])));
  const isPerUser = config['limitBy'] === 'user';
  return (
    <Tag label={isPerUser ? `At most ${rate} from each user` : `At most ${rate} in all`}>
      {isPerUser ? `${rate} each` : rate}
    </Tag>
  );
}
