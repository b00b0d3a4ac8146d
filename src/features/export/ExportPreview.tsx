import { Button } from '../../ui/Button.tsx';
import type { Format } from './formats.ts';
import type { ExportState } from './use-export.ts';

/** More of a text than this is not shown: it is in the file. */
const SHOWN_CHARS = 6_000;

const FRAME = 'flex min-h-56 flex-1 items-center justify-center overflow-hidden rounded-lg border border-line';

function TextPreview({ text, label }: { readonly text: string; readonly label: string }) {
  const isCut = text.length > SHOWN_CHARS;
  return (
    <pre
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
      className="h-72 min-h-0 flex-1 overflow-auto rounded-lg border border-line bg-surface-2 p-3 font-mono text-sm whitespace-pre text-text-1 sm:h-auto"
    >
      {isCut ? `${text.slice(0, SHOWN_CHARS)}\n…` : text}
    </pre>
  );
}

/** What the file will look like, or why there is none yet. */
export function ExportPreview({ state, format }: { readonly state: ExportState; readonly format: Format }) {
  if (state.phase === 'making')
    return (
      <div className={FRAME}>
        <p className="flex flex-col items-center gap-3 text-text-2">
          {state.step}
          <Button small onClick={state.cancel}>
            Cancel
          </Button>
        </p>
      </div>
    );
  if (state.phase !== 'ready')
    return (
      <div className={FRAME}>
        <p className="max-w-sm p-6 text-center text-text-2">{state.message}</p>
      </div>
    );
  if (format.shows === 'text')
    return <TextPreview text={state.file.text ?? ''} label={`Preview of the ${format.label} file`} />;
  return (
    <div className={`${FRAME} bg-surface-2 p-3`}>
      <img
        src={state.url}
        alt={`Preview of the ${format.label} file`}
        className="max-h-[46dvh] max-w-full object-contain"
      />
    </div>
  );
}
