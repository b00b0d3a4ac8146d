import type { NodeViewProps } from '../../model/node-view.ts';
import { Tag } from '../../ui/Tag.tsx';

const WORDS: Readonly<Record<string, string>> = {
  nearest: 'nearest',
  latency: 'latency',
  geo: 'pinned',
  weighted: 'weighted',
  failover: 'failover',
};

/** Which region it prefers. */
export function NodeView({ config }: NodeViewProps) {
  return <Tag>{WORDS[String(config['policy'])] ?? ''}</Tag>;
}
