import { findSpec } from '../../kinds/specs.ts';
import type { ActionTarget } from '../../model/actions.ts';
import type { Design } from '../../model/design.ts';
import { indexOf } from '../../state/design-index.ts';
import { useDesign } from '../../state/document.ts';
import { focusReplica, usePanelFocus } from '../../state/panel-focus.ts';
import { useRun } from '../../state/run.ts';
import { select, useFocus } from '../../state/selection.ts';
import { targetWords } from '../../state/action-words.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Section.tsx';
import { ActionRow } from './ActionRow.tsx';
import { ActiveActions } from './ActiveActions.tsx';
import { allowedActions, sameTarget } from './allowed-actions.ts';
import { PlannedActions } from './PlannedActions.tsx';
import { ReplicaList } from './ReplicaList.tsx';

/** What the panel is about: the one selected node (or the replica chosen of it) or edge. */
function useTarget(): ActionTarget | null {
  const focus = useFocus();
  const replica = usePanelFocus((panel) => panel.replica);
  if (focus.kind === 'edge') return { edge: focus.id };
  if (focus.kind !== 'node') return null;
  return replica !== null && replica.node === focus.id ? replica : { node: focus.id };
}

/** Places first: they break the most. Notes cannot break. */
function breakableNodes(design: Design) {
  return design.nodes.filter((node) => allowedActions({ node: node.id }, design).length > 0);
}

function ChooseTarget() {
  const design = useDesign();
  const nodes = breakableNodes(design);
  return (
    <Section title="Break something">
      <p className="pb-2 text-text-2">
        {nodes.length === 0
          ? 'Faults are started here while a design runs. Add a client and a service first.'
          : 'Select a node, an edge, a region or a zone, then choose what happens to it. Faults act at once, while the run goes on.'}
      </p>
      <ul>
        {nodes.map((node) => (
          <li key={node.id}>
            <button
              type="button"
              onClick={() => select([node.id])}
              className="flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-left hover:bg-surface-3"
            >
              <Icon name={findSpec(node.kind)?.icon ?? 'box'} size={14} className="shrink-0 text-text-3" />
              <span className="truncate">{node.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TargetFaults({ target }: { readonly target: ActionTarget }) {
  const design = useDesign();
  const active = useRun((run) => run.activeActions);
  const types = allowedActions(target, design);
  const isPlace = 'node' in target && findSpec(indexOf(design).nodes.get(target.node)?.kind ?? '')?.container === true;
  const replica = 'node' in target ? (target.endpoint ?? null) : null;
  return (
    <Section
      title={targetWords(target, design)}
      actions={
        replica === null || !('node' in target) ? undefined : (
          <Button small variant="quiet" onClick={() => focusReplica(target.node, null)}>
            All replicas
          </Button>
        )
      }
    >
      {isPlace ? <p className="pb-1 text-sm text-text-2">What happens here happens to everything inside.</p> : null}
      {types.length === 0 ? <p className="text-text-2">Nothing can break here.</p> : null}
      {'node' in target ? <ReplicaList node={target.node} chosen={replica} /> : null}
      <ul>
        {types.map((type) => (
          <ActionRow
            key={`${JSON.stringify(target)} ${type}`}
            target={target}
            type={type}
            activeId={active.find((one) => one.action.type === type && sameTarget(one.target, target))?.id ?? null}
          />
        ))}
      </ul>
    </Section>
  );
}

/** Faults and changes for what is selected, what is in force now, and what is planned. */
export function FaultPanel() {
  const target = useTarget();
  return (
    <div data-testid="fault-panel">
      <ActiveActions />
      {target === null ? <ChooseTarget /> : <TargetFaults target={target} />}
      <PlannedActions about={target} />
    </div>
  );
}
