import type { ReactNode } from 'react';
import { useFocus } from '../../state/selection.ts';
import { DesignInspector } from './DesignInspector.tsx';
import { EdgeInspector } from './EdgeInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';
import { SeveralInspector } from './SeveralInspector.tsx';

interface InspectorProps {
  /** What is going on at what is selected, shown above its settings. */
  readonly live?: ReactNode;
  /** What is planned for the run: part of the settings of the design. */
  readonly plan?: ReactNode;
}

/** Settings of what is selected, or of the design when nothing is. */
export function Inspector({ live, plan }: InspectorProps) {
  const focus = useFocus();
  switch (focus.kind) {
    case 'node':
      return <NodeInspector key={focus.id} id={focus.id} live={live} />;
    case 'edge':
      return <EdgeInspector key={focus.id} id={focus.id} live={live} />;
    case 'several':
      return <SeveralInspector nodes={focus.nodes} edges={focus.edges} />;
    case 'nothing':
      return <DesignInspector plan={plan} />;
  }
}
