import type { Rewrite } from '../../state/rewrites.ts';
import { Button } from '../../ui/Button.tsx';

/** The rewrites a component or a call offers, each as a button with a sentence that says what it does. */
export function Rewrites({ rewrites }: { readonly rewrites: readonly Rewrite[] }) {
  if (rewrites.length === 0) return null;
  return (
    <ul aria-label="Changes of the design" className="flex flex-col gap-3 border-b border-line px-4 py-3">
      {rewrites.map(({ label, icon, help, run }) => (
        <li key={label} className="flex flex-col items-start gap-1">
          <Button icon={icon} onClick={run}>
            {label}
          </Button>
          <span className="text-sm text-text-3">{help}</span>
        </li>
      ))}
    </ul>
  );
}
