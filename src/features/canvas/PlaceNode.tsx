import { NodeResizer, type NodeProps, type OnResizeEnd } from '@xyflow/react';
import { memo, useCallback } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { findView } from '../../kinds/views.ts';
import { completeConfig } from '../../model/complete-config.ts';
import { findNode, indexOf } from '../../state/design-index.ts';
import { endGesture, resizeNode, useDocument } from '../../state/document.ts';
import { MIN_CONTAINER_SIZE } from '../../state/edits/nodes.ts';
import { placeFailureWords } from '../../state/place-failure.ts';
import { useRun } from '../../state/run.ts';
import { Icon } from '../../ui/Icon.tsx';
import { nameElementId, type FlowNode } from './flow-objects.ts';
import { NodeName } from './NodeName.tsx';

/** A region or zone: a soft area with a name tab. What is dropped inside belongs to it. */
export const PlaceNode = memo(
  function PlaceNode({ id, selected }: NodeProps<FlowNode>) {
    const node = useDocument((state) => findNode(state.present, id));
    const count = useDocument((state) => indexOf(state.present).childrenOf.get(id)?.length ?? 0);
    const active = useRun((run) => run.activeActions);
    const failure = useDocument((state) => placeFailureWords(state.present, id, active));
    const spec = node === undefined ? undefined : findSpec(node.kind);
    if (node === undefined || spec === undefined) return null;
    const View = findView(spec.id);
    return (
      <div
        className="place"
        data-selected={selected}
        data-kind={spec.id}
        data-group={spec.movesAsOne === true}
        data-failed={failure !== null}
      >
        <Resizer id={id} visible={selected} />
        <div className="place-tab">
          <Icon name={spec.icon} size={13} className="shrink-0 text-text-3" />
          <NodeName id={id} label={node.label} fallback={spec.name} className="font-semibold" />
          {View === undefined ? null : <View config={completeConfig(spec.fields, node.config)} live={null} />}
          {failure === null ? null : (
            <span className="place-failure">
              <Icon name="triangle-alert" size={12} className="shrink-0" />
              {failure}
            </span>
          )}
        </div>
        <span id={nameElementId(id)} className="sr-only">
          {`${spec.name} ${node.label}, ${count} inside${failure === null ? '' : `, ${failure}`}`}
        </span>
        {count === 0 ? (
          <p className="pointer-events-none absolute inset-0 flex items-center justify-center text-sm text-text-3">
            Drop components here
          </p>
        ) : null}
      </div>
    );
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);

/** Corner and side grips of a container or note. */
export function Resizer({ id, visible }: { readonly id: string; readonly visible: boolean }) {
  const onResizeEnd = useCallback<OnResizeEnd>(
    (_event, box) => {
      resizeNode(id, { x: box.x, y: box.y, width: box.width, height: box.height });
      endGesture();
    },
    [id],
  );
  return (
    <NodeResizer
      isVisible={visible}
      minWidth={MIN_CONTAINER_SIZE.width}
      minHeight={MIN_CONTAINER_SIZE.height}
      onResizeEnd={onResizeEnd}
      handleClassName="resize-grip"
      lineClassName="resize-side"
    />
  );
}
