import type { ReactNode } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { endGesture, remove, setEdgeConfig, useDocument } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { AdviceList } from './AdviceList.tsx';
import { EDGE_FIELD_GROUPS } from './edge-field-groups.ts';
import { FieldForm } from './FieldForm.tsx';
import { PanelHead } from './PanelHead.tsx';

/** Settings of one call. */
export function EdgeInspector({ id, live }: { readonly id: string; readonly live?: ReactNode }) {
  const edge = useDocument((state) => findEdge(state.present, id));
  if (edge === undefined) return null;
  return (
    <>
      <PanelHead
        icon="spline"
        kind="Call"
        actions={<IconButton small icon="trash" label="Delete" keys={['Del']} onClick={() => remove([], [id])} />}
      >
        <div className="flex min-w-0 items-center gap-1 text-base font-semibold">
          <EndButton id={edge.source} />
          <Icon name="arrow-right" size={14} className="shrink-0 text-text-3" />
          <EndButton id={edge.target} />
        </div>
      </PanelHead>
      {live}
      <AdviceList edge={id} />
      {EDGE_FIELD_GROUPS.map(({ title, fields }) => (
        <Section key={title} title={title}>
          <FieldForm
            fields={fields}
            values={edge.config}
            onChange={(field, value) => setEdgeConfig(id, field, value)}
            onDone={endGesture}
          />
        </Section>
      ))}
    </>
  );
}

function EndButton({ id }: { readonly id: string }) {
  const node = useDocument((state) => findNode(state.present, id));
  const name = node === undefined ? id : node.label === '' ? (findSpec(node.kind)?.name ?? node.kind) : node.label;
  return (
    <button
      type="button"
      onClick={() => select([id])}
      className="h-6 min-w-0 truncate rounded-sm px-1 hover:bg-surface-3"
    >
      {name}
    </button>
  );
}
