import { duplicateSelection, removeSelection } from '../../state/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { PanelHead } from './PanelHead.tsx';

interface SeveralInspectorProps {
  readonly nodes: number;
  readonly edges: number;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What can be done with several things at once. */
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
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <Button icon="copy" onClick={duplicateSelection} disabled={nodes === 0}>
          Duplicate
        </Button>
        <Button icon="trash" variant="danger" onClick={removeSelection}>
          Delete
        </Button>
      </div>
      <p className="px-4 text-sm text-text-3">
        Select one component or call to see its settings. A click in the palette adds something that all of these call.
      </p>
    </>
  );
}
