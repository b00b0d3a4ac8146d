import { findNode } from '../../state/design-index.ts';
import { useDocument } from '../../state/document.ts';
import { endConnecting, useTools } from '../../state/tools.ts';
import { Button } from '../../ui/Button.tsx';

/** While a target is being pointed at: what to do, and how to leave it. */
export function ConnectBanner() {
  const from = useTools((tools) => (tools.connectingBy === 'pointing' ? tools.connectingFrom : null));
  const name = useDocument((state) => (from === null ? null : (findNode(state.present, from)?.label ?? null)));
  if (name === null) return null;
  return (
    <div className="pointer-events-none absolute inset-x-3 bottom-16 z-20 flex justify-center">
      <div
        role="status"
        className="pointer-events-auto flex items-center gap-3 rounded-lg border border-accent bg-surface-1 py-1.5 pr-1.5 pl-3 text-base shadow-float"
      >
        <span>
          Choose what <b className="font-semibold">{name}</b> calls
        </span>
        <Button onClick={() => void endConnecting()}>Cancel</Button>
      </div>
    </div>
  );
}
