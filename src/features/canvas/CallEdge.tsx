import { EdgeLabelRenderer, useStore, type EdgeProps, type ReactFlowState } from '@xyflow/react';
import { memo } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { spokenName } from '../../model/connection-rules.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import { shownRttMs } from '../../model/edge-distance.ts';
import { formatMs, quantityText } from '../../model/units.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import { useEdgeFigures } from '../../state/live-figures.ts';
import { useSettings } from '../../state/settings.ts';
import { curveBetween, HANDLE_REACH, type EdgeGeometry } from '../../model/edge-geometry.ts';
import { Icon } from '../../ui/Icon.tsx';
import { EdgeLabelField } from './EdgeLabelField.tsx';
import { edgeLook } from './edge-look.ts';
import type { FlowEdge } from './flow-objects.ts';
import { useTools } from '../../state/tools.ts';
import { ZOOM_LEVELS } from './zoom-levels.ts';

/** The protocol both ends speak, in short. */
function protocolOf(design: Design, edge: DesignEdge): string | null {
  const source = findSpec(findNode(design, edge.source)?.kind ?? '');
  const target = findSpec(findNode(design, edge.target)?.kind ?? '');
  return source === undefined || target === undefined ? null : spokenName(source, target);
}

/** Labels are left out while they could not be read; each costs an element of its own. */
function isLabelled(state: ReactFlowState): boolean {
  return state.transform[2] >= ZOOM_LEVELS.far;
}

/** A call: one quiet line with an arrow at its target. */
export const CallEdge = memo(function CallEdge({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  selected,
}: EdgeProps<FlowEdge>) {
  const figures = useEdgeFigures(id);
  const mode = useSettings((settings) => settings.overlay);
  const labelled = useStore(isLabelled);
  const labelling = useTools((tools) => tools.labelling === id);
  const look = edgeLook(figures, mode);
  const line = curveBetween({ x: sourceX - HANDLE_REACH, y: sourceY }, { x: targetX + HANDLE_REACH, y: targetY });
  const cut = figures?.cut === true;
  return (
    <g
      className="call"
      data-level={cut ? 'fail' : look.level}
      data-selected={selected === true}
      data-cut={cut}
      style={{ '--call-width': `${look.widthPx}px` } as React.CSSProperties}
    >
      <path d={line.path} className="call-hit" />
      <path d={line.path} className="call-line" />
      <path
        d={`M${line.end.x - 8},${line.end.y - 4.5} L${line.end.x},${line.end.y} L${line.end.x - 8},${line.end.y + 4.5}Z`}
        className="call-arrow"
      />
      {labelled || labelling ? <CallLabels id={id} line={line} text={look.text} level={look.level} cut={cut} /> : null}
    </g>
  );
});

interface CallLabelsProps {
  readonly id: string;
  readonly line: EdgeGeometry;
  readonly text: string | null;
  readonly level: string;
  readonly cut: boolean;
}

function CallLabels({ id, line, text, level, cut }: CallLabelsProps) {
  const protocol = useDocument((state) => {
    const edge = findEdge(state.present, id);
    return edge === undefined ? null : protocolOf(state.present, edge);
  });
  const rttMs = useDocument((state) => {
    const edge = findEdge(state.present, id);
    return edge === undefined ? null : shownRttMs(edge, (node) => findNode(state.present, node), findSpec);
  });
  const label = useDocument((state) => findEdge(state.present, id)?.config.label ?? '');
  const labelling = useTools((tools) => tools.labelling === id);
  const near = text ?? protocol;
  if (near === null && rttMs === null && label === '' && !cut && !labelling) return null;
  return (
    <EdgeLabelRenderer>
      <div
        className="call-labels"
        style={{ transform: `translate(-50%, -50%) translate(${line.middle.x}px, ${line.middle.y}px)` }}
      >
        {labelling ? (
          <EdgeLabelField id={id} label={label} />
        ) : label === '' ? null : (
          <span className="call-pill call-own" dir="auto">
            {label}
          </span>
        )}
        {cut ? (
          <span className="call-pill" data-level="fail">
            <Icon name="scissors" size={11} />
            cut
          </span>
        ) : null}
        {rttMs === null ? null : (
          <span className="call-pill" title="Round-trip time between the two places">
            {quantityText(formatMs(rttMs))}
          </span>
        )}
        {near === null || cut ? null : (
          <span className="call-text" data-level={level} data-live={text !== null}>
            {near}
          </span>
        )}
      </div>
    </EdgeLabelRenderer>
  );
}
