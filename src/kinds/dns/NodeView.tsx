import type { NodeViewProps } from '../../model/node-view.ts';
import { Ring } from '../../ui/Ring.tsx';

/** The share of answers that came from memory: only resolvers have one. */
export function NodeView({ config, live }: NodeViewProps) {
  const remembers = config['role'] === 'whole' || config['role'] === 'resolver';
  if (live === null || !remembers) return null;
  const { hitPercent } = live;
  return (
    <Ring
      ratio={hitPercent === null ? null : hitPercent / 100}
      label={hitPercent === null ? 'No lookups yet' : `Hit ratio ${hitPercent} %`}
      className="text-hit"
    />
  );
}
