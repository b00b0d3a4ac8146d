import type { NodeViewProps } from '../../model/node-view.ts';

/** The text of the note, as text. */
export function NodeView({ config }: NodeViewProps) {
  return <p className="h-full overflow-hidden text-base break-words whitespace-pre-wrap">{String(config['text'])}</p>;
}
