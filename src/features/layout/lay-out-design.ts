import type { ELK } from 'elkjs/lib/elk-api.js';
import { create } from 'zustand';
import { createLayoutWorker } from '../../simulation-client/trusted-scripts.ts';
import { camera } from '../../state/camera.ts';
import { applyLayout } from '../../state/canvas-edits.ts';
import { currentDesign } from '../../state/document.ts';
import { useSettings } from '../../state/settings.ts';
import { showToast } from '../../state/toasts.ts';
import { elkGraph, placesFrom } from './elk-graph.ts';

interface LayoutJob {
  /** How many components are being laid out. */
  readonly nodes: number;
  readonly startedAtMs: number;
  readonly cancel: () => void;
}

/** The layout under way; null when there is none. */
export const useLayoutJob = create<{ readonly job: LayoutJob | null }>(() => ({ job: null }));

async function startElk(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  return new Elk({ workerFactory: createLayoutWorker });
}

/** Lays the whole design out anew, as one undoable step. A second call while one is under way does nothing. */
export async function layOutDesign(): Promise<void> {
  const design = currentDesign();
  if (design.nodes.length === 0 || useLayoutJob.getState().job !== null) return;
  const cancelled = new Promise<null>((resolve) => {
    const cancel = (): void => resolve(null);
    useLayoutJob.setState({ job: { nodes: design.nodes.length, startedAtMs: performance.now(), cancel } });
  });
  let elk: ELK | null = null;
  try {
    elk = await startElk();
    const graph = elkGraph(design, useSettings.getState().layoutDirection);
    const laidOut = await Promise.race([elk.layout(graph), cancelled]);
    if (laidOut === null) return;
    if (applyLayout(placesFrom(design, laidOut), design)) camera()?.fitAll();
    else showToast('Not laid out: the design was edited meanwhile.', { tone: 'warn' });
  } catch {
    showToast('Not laid out: the layout could not be worked out.', { tone: 'warn' });
  } finally {
    elk?.terminateWorker();
    useLayoutJob.setState({ job: null });
  }
}
