import { findSpec } from '../../kinds/specs.ts';
import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import type { Fields } from '../../model/fields.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { endGesture, remove, setEdgeConfig, useDocument } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { FieldForm } from './FieldForm.tsx';
import { PanelHead } from './PanelHead.tsx';

/** The fields of a call in the order of a request: the way there, the connection, the patience, the routing. */
const GROUPS: readonly { readonly title: string; readonly names: readonly (keyof typeof EDGE_FIELDS)[] }[] = [
  { title: 'Network', names: ['rttMs', 'jitterMs', 'lossRatio', 'bandwidthMbps', 'mtuBytes'] },
  {
    title: 'Connection',
    names: [
      'protocol',
      'connection',
      'security',
      'resumption',
      'maxConnections',
      'maxConcurrentStreams',
      'flowWindowBytes',
      'tcpFastOpen',
      'idleTimeoutMs',
      'connectTimeoutMs',
    ],
  },
  { title: 'Time-out and retries', names: ['timeoutMs', 'maxAttempts', 'retryUnsafe', 'backoff', 'retryBudgetRatio'] },
  { title: 'Which requests', names: ['probability', 'count', 'when', 'weight', 'carries'] },
];

const ALL_FIELDS: Fields = EDGE_FIELDS;

function pick(names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => (ALL_FIELDS[name] === undefined ? [] : [[name, ALL_FIELDS[name]]])),
  );
}

/** Fields that no group names still show, so that a new one is never invisible. */
const GROUPED = new Set<string>(GROUPS.flatMap((group) => group.names));
const FIELD_GROUPS = [
  ...GROUPS.map(({ title, names }) => ({ title, fields: pick(names) })),
  { title: 'Other', fields: pick(Object.keys(EDGE_FIELDS).filter((name) => !GROUPED.has(name))) },
].filter(({ fields }) => Object.keys(fields).length > 0);

/** Settings of one call. */
export function EdgeInspector({ id }: { readonly id: string }) {
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
      {FIELD_GROUPS.map(({ title, fields }) => (
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
