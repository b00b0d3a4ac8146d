import { useDocument } from '../../state/document.ts';
import { openDialog } from '../../state/settings.ts';
import { openAddMenu } from '../../state/tools.ts';
import { Button } from '../../ui/Button.tsx';

/** On an empty canvas: what it is for and how to begin. Lets the pointer through everywhere but on its buttons. */
export function EmptyState() {
  const isEmpty = useDocument((state) => state.present.nodes.length === 0);
  if (!isEmpty) return null;
  return (
    <section
      aria-label="Empty canvas"
      className="pointer-events-none absolute inset-0 flex items-center justify-center p-6"
    >
      <div className="flex max-w-md flex-col items-center gap-3 text-center">
        <h2 className="text-xl font-semibold text-balance">Draw an architecture, press play, watch it answer</h2>
        <p className="text-text-2">
          Begin with a client: click it in the palette. What you click next is placed beside it and connected. Or open
          an example and change it.
        </p>
        <div className="pointer-events-auto flex gap-2">
          <Button variant="primary" icon="plus" onClick={() => openAddMenu()}>
            Add a component
          </Button>
          <Button icon="layout-grid" onClick={() => openDialog('gallery')}>
            Open the gallery
          </Button>
        </div>
      </div>
    </section>
  );
}
