import { useShallow } from 'zustand/react/shallow';
import { findSpec } from '../../kinds/specs.ts';
import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import type { Fields } from '../../model/fields.ts';
import { setEdgesConfig, setNodesConfig } from '../../state/canvas-edits.ts';
import { indexOf } from '../../state/design-index.ts';
import { endGesture, useDocument } from '../../state/document.ts';
import { DEFAULT, mixedFields, sharedFields } from '../../state/edits/several.ts';
import { duplicateSelection, removeSelection, useSelection } from '../../state/selection.ts';
import { groupSelection } from '../../state/selection-edits.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { EDGE_FIELD_GROUPS } from './edge-field-groups.ts';
import { FieldForm } from './FieldForm.tsx';
import { PanelHead } from './PanelHead.tsx';

interface SeveralInspectorProps {
  readonly nodes: number;
  readonly edges: number;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What can be done with several things at once, and the settings they share. */
export function SeveralInspector({ nodes, edges }: SeveralInspectorProps) {
  const parts = [
    nodes > 0 ? counted(nodes, 'component', 'components') : null,
    edges > 0 ? counted(edges, 'call', 'calls') : null,
  ];
  return (
    <>
      <PanelHead icon="scan" kind="Selection">
        <p className="font-semibold">{parts.filter((part) => part !== null).join(' and ')}</p>
      </PanelHead>
      <div className="flex flex-wrap gap-2 border-b border-line px-4 py-3">
        <Button icon="group" onClick={groupSelection} disabled={nodes === 0}>
          Group
        </Button>
        <Button icon="copy" onClick={duplicateSelection} disabled={nodes === 0}>
          Duplicate
        </Button>
        <Button icon="trash" variant="danger" onClick={removeSelection}>
          Delete
        </Button>
      </div>
      {nodes > 0 ? <SharedNodeSettings /> : null}
      {edges > 0 ? <SharedEdgeSettings alone={nodes === 0} /> : null}
    </>
  );
}

interface Holder {
  readonly fields: Fields;
  readonly config: Readonly<Record<string, unknown>>;
}

function useSelectedNodes() {
  const ids = useSelection((state) => state.nodes);
  return useDocument(useShallow((state) => [...ids].flatMap((id) => indexOf(state.present).nodes.get(id) ?? [])));
}

/** The settings all selected components have in common; those that differ say so. */
function SharedNodeSettings() {
  const nodes = useSelectedNodes();
  const holders = nodes.map((node): Holder => ({ fields: findSpec(node.kind)?.fields ?? {}, config: node.config }));
  const kinds = new Set(nodes.map((node) => node.kind));
  const fields = sharedFields(holders.map((holder) => holder.fields));
  const [kind] = kinds;
  const ids = nodes.map((node) => node.id);
  const title =
    kinds.size === 1 ? `Settings of ${counted(nodes.length, 'component', 'components')}` : 'Common settings';
  return (
    <Section title={kinds.size === 1 && kind !== undefined ? `${title}: ${findSpec(kind)?.name ?? kind}` : title}>
      {Object.keys(fields).length === 0 ? (
        <p className="text-sm text-text-3">These kinds have no setting in common.</p>
      ) : (
        <FieldForm
          key={ids.join(' ')}
          fields={fields}
          values={holders[0]?.config ?? {}}
          mixed={mixedFields(fields, holders)}
          onChange={(field, value) => setNodesConfig(ids, field, value)}
          onReset={(field) => setNodesConfig(ids, field, DEFAULT)}
          onDone={endGesture}
        />
      )}
    </Section>
  );
}

/** The settings of all selected calls. */
function SharedEdgeSettings({ alone }: { readonly alone: boolean }) {
  const selected = useSelection((state) => state.edges);
  const edges = useDocument(
    useShallow((state) => [...selected].flatMap((id) => indexOf(state.present).edges.get(id) ?? [])),
  );
  const ids = edges.map((edge) => edge.id);
  const mixed = mixedFields(
    EDGE_FIELDS,
    edges.map((edge) => ({ fields: EDGE_FIELDS, config: edge.config })),
  );
  return EDGE_FIELD_GROUPS.map(({ title, fields }) => (
    <Section key={title} title={alone ? title : `Calls: ${title.toLowerCase()}`} foldable startsFolded={!alone}>
      <FieldForm
        key={ids.join(' ')}
        fields={fields}
        values={edges[0]?.config ?? {}}
        mixed={mixed}
        onChange={(field, value) => setEdgesConfig(ids, field, value)}
        onReset={(field) => setEdgesConfig(ids, field, DEFAULT)}
        onDone={endGesture}
      />
    </Section>
  ));
}
