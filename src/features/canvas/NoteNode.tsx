import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { findView } from '../../kinds/views.ts';
import { completeConfig } from '../../model/complete-config.ts';
import { LIMITS } from '../../model/limits.ts';
import { findNode } from '../../state/design-index.ts';
import { endGesture, setNodeConfig, useDocument } from '../../state/document.ts';
import { endRename, startRename, useTools } from '../../state/tools.ts';
import { nameElementId, type FlowNode } from './flow-objects.ts';
import { Resizer } from './PlaceNode.tsx';

/** Text on the canvas; a double click edits it in place. */
export const NoteNode = memo(
  function NoteNode({ id, selected }: NodeProps<FlowNode>) {
    const node = useDocument((state) => findNode(state.present, id));
    const editing = useTools((tools) => tools.renaming === id);
    const spec = node === undefined ? undefined : findSpec(node.kind);
    const View = spec === undefined ? undefined : findView(spec.id);
    if (node === undefined || spec === undefined || View === undefined) return null;
    const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
    return (
      <div className="note" data-selected={selected} onDoubleClick={() => startRename(id)}>
        <Resizer id={id} visible={selected} />
        <span id={nameElementId(id)} className="sr-only">{`Note: ${String(config['text']).slice(0, 80)}`}</span>
        {editing ? (
          <textarea
            aria-label="Text of the note"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the double click asked for it
            autoFocus
            value={String(config['text'])}
            maxLength={LIMITS.noteChars}
            onChange={(event) => setNodeConfig(id, 'text', event.target.value)}
            onKeyDown={(event) => {
              event.stopPropagation();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
            onBlur={() => {
              endGesture();
              endRename();
            }}
            className="nodrag nopan nowheel size-full resize-none bg-transparent text-base outline-none"
          />
        ) : (
          <View config={config} live={null} />
        )}
      </div>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);
