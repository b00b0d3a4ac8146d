import { useEffect, useState } from 'react';
import type { Design } from '../../model/design.ts';
import type { FormatId } from './formats.ts';
import { makeExport, NothingToExport, type ExportedFile, type ExportOptions } from './make-export.ts';

/** How far the file is. */
export type ExportState =
  | { readonly phase: 'making'; readonly step: string; readonly cancel: () => void }
  | { readonly phase: 'ready'; readonly file: ExportedFile; readonly url: string }
  | { readonly phase: 'nothing' | 'failed' | 'cancelled'; readonly message: string };

const STARTING: ExportState = { phase: 'making', step: 'Writing the file', cancel: () => undefined };

function endOf(error: unknown, signal: AbortSignal): ExportState {
  if (error instanceof NothingToExport) return { phase: 'nothing', message: error.message };
  if (signal.aborted) return { phase: 'cancelled', message: 'Cancelled. Choose a format to begin again.' };
  return { phase: 'failed', message: error instanceof Error ? error.message : 'The file could not be made.' };
}

/** The file in a format, made anew whenever the design or an option changes; what is under way then ends. */
export function useExport(design: Design, id: FormatId, options: ExportOptions): ExportState {
  const [state, setState] = useState<ExportState>(STARTING);
  const { theme, background, figures, scale } = options;
  useEffect(() => {
    const working = new AbortController();
    const { signal } = working;
    let url: string | null = null;
    let isShown = true;
    const show = (next: ExportState) => {
      if (isShown) setState(next);
    };
    const onStep = (step: string) => show({ phase: 'making', step, cancel: () => working.abort() });
    makeExport(id, { design, options: { theme, background, figures, scale }, signal, onStep })
      .then((file) => {
        if (!isShown) return;
        url = URL.createObjectURL(file.blob);
        setState({ phase: 'ready', file, url });
      })
      .catch((error: unknown) => show(endOf(error, signal)));
    return () => {
      isShown = false;
      working.abort();
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [design, id, theme, background, figures, scale]);
  return state;
}
