import type { NodeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { findView } from '../../kinds/views.ts';
import { completeConfig } from '../../model/complete-config.ts';
import type { DesignNode } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { findNode, indexOf } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';
import { useNodeFigures } from '../../state/live-figures.ts';
import { lastDecisionFor, useRunMarks } from '../../state/run-marks.ts';
import { useTools } from '../../state/tools.ts';
import { Icon } from '../../ui/Icon.tsx';
import { QuantityText } from '../../ui/QuantityText.tsx';
import { BackendBars } from './BackendBars.tsx';
import { missingPiece } from './card-hint.ts';
import { cardName } from './card-name.ts';
import { CardFoot } from './CardFoot.tsx';
import { LiveRow, MissingHint, RestRow } from './CardRows.tsx';
import { useConnectionRole } from './connection-state.ts';
import { nameElementId, type FlowNode } from './flow-objects.ts';
import { HandleMarks, Handles } from './Handles.tsx';
import { LoadBars } from './LoadBars.tsx';
import { NodeName } from './NodeName.tsx';
import { ReplicaStepper } from './ReplicaStepper.tsx';
import { OverviewContext } from './overview.ts';

/** The card of a working component. Its frame is the same for all kinds; `kinds/<kind>/NodeView` adds its mark. */
export const CardNode = memo(
  function CardNode({ id, selected }: NodeProps<FlowNode>) {
    const node = useDocument((state) => findNode(state.present, id));
    const overview = useContext(OverviewContext);
    const renaming = useTools((tools) => tools.renaming === id);
    if (node === undefined) return null;
    return overview && !renaming ? <FarCard node={node} /> : <Card node={node} selected={selected} />;
  },
  // React Flow passes the position while dragging; the frame around the card moves, the card itself stays the same.
  (before, after) => before.id === after.id && before.selected === after.selected,
);

/** A card of the overview: `OverviewLayer` paints it; here it has its name for assistive technology and takes the pointer. */
function FarCard({ node }: { readonly node: DesignNode }) {
  const spec = findSpec(node.kind);
  return (
    <>
      {/* What names something may be hidden; clipped to nothing instead, a thousand of them cost half of a frame. */}
      <span id={nameElementId(node.id)} hidden>
        <AccessibleName node={node} spec={spec} figures={null} />
      </span>
      <HandleMarks spec={spec} />
    </>
  );
}

function Card({ node, selected }: { readonly node: DesignNode; readonly selected: boolean }) {
  const spec = findSpec(node.kind);
  const figures = useNodeFigures(node.id);
  const role = useConnectionRole(node.id);
  const hint = useDocument((state) =>
    spec === undefined ? 'Unknown kind: this version cannot run it' : missingPiece(state.present, node, spec),
  );
  const health = figures?.health ?? 'idle';
  return (
    <div className="card" data-selected={selected} data-role={role ?? 'none'} data-health={health}>
      <span id={nameElementId(node.id)} className="sr-only">
        <AccessibleName node={node} spec={spec} figures={figures} />
      </span>
      <div className="flex h-7 items-center gap-2">
        <span className="card-icon">
          <Icon name={spec?.icon ?? 'box'} size={15} />
        </span>
        <NodeName
          id={node.id}
          label={node.label}
          fallback={spec?.name ?? node.kind}
          className="card-name flex-1 text-base font-semibold"
        />
        {spec === undefined ? null : <KindMark node={node} spec={spec} figures={figures} />}
      </div>
      {spec === undefined ? null : figures === null || hint !== null ? (
        <RestRow node={node} spec={spec} />
      ) : (
        <>
          <LiveRow node={node} spec={spec} figures={figures} />
          <CardFoot figures={figures}>
            {spec.group === 'routing' ? (
              <BackendBars id={node.id} />
            ) : figures.jitter.unit === '' ? (
              <LastDecision id={node.id} />
            ) : (
              <span title="Interarrival jitter of media (RFC 3550 section 6.4.1)">
                jitter <QuantityText value={figures.jitter} />
              </span>
            )}
          </CardFoot>
        </>
      )}
      {hint === null ? null : <MissingHint>{hint}</MissingHint>}
      {selected ? <ReplicaStepper id={node.id} /> : null}
      <LoadBars id={node.id} />
      {figures?.topFailure == null ? null : (
        <span className="card-badge" data-health={health} title={figures.topFailure}>
          <Icon name="triangle-alert" size={11} className="shrink-0" />
          <span className="truncate">{figures.topFailure}</span>
        </span>
      )}
      <Handles id={node.id} spec={spec} />
    </div>
  );
}

interface CardPart {
  readonly node: DesignNode;
  readonly spec: KindSpec;
  readonly figures: NodeFigures | null;
}

/** What the run did to it last, and why: "+2 at 91 %". */
function LastDecision({ id }: { readonly id: string }) {
  const mark = useRunMarks(({ marks }) => lastDecisionFor(marks, id));
  if (mark?.decision === undefined) return null;
  return (
    <span className="min-w-0 truncate font-medium text-text-2" title={mark.words}>
      {mark.decision.short}
    </span>
  );
}

function KindMark({ node, spec, figures }: CardPart) {
  const View = findView(spec.id);
  const decision = useRunMarks(({ marks }) => lastDecisionFor(marks, node.id)?.words ?? null);
  if (View === undefined) return null;
  const hit = figures === null ? Number.NaN : Number.parseFloat(figures.hitRatio.number);
  const hitPercent = Number.isNaN(hit) ? null : hit;
  const live = figures === null ? null : { hitPercent, replicas: figures.replicas, decision };
  return (
    <span className="card-mark flex max-w-16 shrink-0 items-center">
      <View config={completeConfig(spec.fields, node.config)} live={live} />
    </span>
  );
}

function AccessibleName({ node, spec, figures }: Omit<CardPart, 'spec'> & { readonly spec: KindSpec | undefined }) {
  const incoming = useDocument((state) => indexOf(state.present).edgesTo.get(node.id)?.length ?? 0);
  const outgoing = useDocument((state) => indexOf(state.present).edgesFrom.get(node.id)?.length ?? 0);
  return cardName(spec?.name ?? node.kind, node.label, figures, { in: incoming, out: outgoing });
}
