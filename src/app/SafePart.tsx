import type { ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { saveAsFile } from '../features/storage/design-file.ts';

interface SafePartProps {
  /** What it is called in the message: "the canvas". */
  readonly name: string;
  readonly children: ReactNode;
}

/** A fault in one part of the page leaves the others working and the design in reach. */
export function SafePart({ name, children }: SafePartProps) {
  return <ErrorBoundary fallbackRender={(props) => brokenPart(name, props)}>{children}</ErrorBoundary>;
}

function brokenPart(name: string, { error, resetErrorBoundary }: FallbackProps): ReactNode {
  return (
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
        <Button icon="download" onClick={saveAsFile}>
          Save file
        </Button>
        <Button variant="primary" icon="rotate-ccw" onClick={resetErrorBoundary}>
          Try again
        </Button>
      </div>
    </div>
  );
}
