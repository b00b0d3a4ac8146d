import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { currentDesign } from '../state/document.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { downloadText } from '../state/storage/download-text.ts';

interface SafePartProps {
  /** What it is called in the message: "the canvas". */
  readonly name: string;
  readonly children: ReactNode;
}

/** A fault in one part of the page leaves the others working and the design in reach. */
export function SafePart({ name, children }: SafePartProps) {
  return (
    <ErrorBoundary
      fallbackRender={({ error, resetErrorBoundary }) => (
        <div role="alert" className="flex h-full min-h-32 flex-col items-start justify-center gap-3 overflow-auto p-6">
          <p className="flex items-center gap-2 text-lg font-semibold">
            <Icon name="triangle-alert" size={18} className="text-fail" />
            Something went wrong in {name}.
          </p>
          <p className="max-w-prose text-text-2">Your design is kept. Save it as a file to be safe, then try again.</p>
          <p className="max-w-prose text-sm break-words text-text-3">
            {error instanceof Error ? error.message : String(error)}
          </p>
          <div className="flex gap-2">
            <Button icon="download" onClick={saveFile}>
              Save file
            </Button>
            <Button variant="primary" icon="rotate-ccw" onClick={resetErrorBoundary}>
              Try again
            </Button>
          </div>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

function saveFile(): void {
  downloadText('roundtrip-design.json', JSON.stringify(currentDesign(), null, 2), 'application/json');
}
