import { findSpec } from '../../kinds/specs.ts';
import type { DesignEdge } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { findNode, indexOf } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { startConnecting } from '../../state/tools.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Section } from '../../ui/Section.tsx';

const NONE: readonly DesignEdge[] = [];

/** What a component calls and what calls it; each line leads to the settings of that call. */
export function Calls({ id, spec }: { readonly id: string; readonly spec: KindSpec }) {
  const outgoing = useDocument((state) => indexOf(state.present).edgesFrom.get(id) ?? NONE);
  const incoming = useDocument((state) => indexOf(state.present).edgesTo.get(id) ?? NONE);
  if (spec.calls.length === 0 && spec.provides.length === 0) return null;
  return (
    <>
      {spec.calls.length === 0 ? null : (
        <Section
          title={spec.id === 'dns' ? 'Records' : 'Calls'}
          actions={<IconButton small icon="plus" label="Connect to" keys={['C']} onClick={() => startConnecting(id)} />}
        >
          {outgoing.length === 0 ? (
            <p className="text-sm text-text-3">Nothing yet. Drag from the right edge of the card, or press C.</p>
          ) : null}
          <ul>
            {outgoing.map((edge) => (
              <CallLine key={edge.id} edge={edge} other={edge.target} />
            ))}
          </ul>
        </Section>
      )}
      {incoming.length === 0 ? null : (
        <Section title="Called by">
          <ul>
            {incoming.map((edge) => (
              <CallLine key={edge.id} edge={edge} other={edge.source} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function CallLine({ edge, other }: { readonly edge: DesignEdge; readonly other: string }) {
  const node = useDocument((state) => findNode(state.present, other));
  const changed = Object.keys(edge.config).length;
  return (
    <li>
      <button
        type="button"
        onClick={() => select([], [edge.id])}
        className="-mx-2 flex h-7 w-[calc(100%+16px)] items-center gap-2 rounded-md px-2 text-left hover:bg-surface-3"
      >
        <Icon name={findSpec(node?.kind ?? '')?.icon ?? 'box'} size={14} className="shrink-0 text-text-3" />
        <span className="min-w-0 flex-1 truncate">{node?.label ?? other}</span>
        {changed === 0 ? null : (
          <span className="text-sm text-text-3">{changed === 1 ? '1 setting' : `${changed} settings`}</span>
        )}
        <Icon name="chevron-right" size={13} className="shrink-0 text-text-3" />
      </button>
    </li>
  );
}
