import type { ReactNode } from 'react';
import { useFocus } from '../../state/selection.ts';
import { DesignInspector } from './DesignInspector.tsx';
import { EdgeInspector } from './EdgeInspector.tsx';
import { NodeInspector } from './NodeInspector.tsx';
import { SeveralInspector } from './SeveralInspector.tsx';

/** Settings of what is selected, or of the design when nothing is. `live`: what is going on at a selected node, shown above its settings. */
export function Inspector({ live }: { readonly live?: ReactNode }) {
  const focus = useFocus();
  switch (focus.kind) {
    case 'node':
      return <NodeInspector key={focus.id} id={focus.id} live={live} />;
    case 'edge':
      return <EdgeInspector key={focus.id} id={focus.id} />;
    case 'several':
      return <SeveralInspector nodes={focus.nodes} edges={focus.edges} />;
    case 'nothing':
      return <DesignInspector />;
  }
}
