import { useStoreApi, type InternalNode } from '@xyflow/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { findEdge } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import { DOT_LOOKS } from '../../state/dot-looks.ts';
import { hopFeed } from '../../state/hop-feed.ts';
import type { Rect } from '../../model/edge-geometry.ts';
import { DotsScene, type View } from './dots-scene.ts';
import { Canvas2dPainter } from './painter.ts';

type FlowStore = ReturnType<typeof useStoreApi>;

function rectOf(node: InternalNode | undefined): Rect | null {
  if (node === undefined) return null;
  const { x, y } = node.internals.positionAbsolute;
  const width = node.measured.width ?? node.width ?? node.initialWidth ?? 0;
  const height = node.measured.height ?? node.height ?? node.initialHeight ?? 0;
  return { x, y, width, height };
}

/** React Flow's state as a view, read in the frame that draws it: one frame later the dots would swim. */
function viewOf(store: FlowStore, canvas: HTMLCanvasElement): View {
  const { transform, nodes, nodeLookup, width, height } = store.getState();
  const design = currentDesign();
  return {
    transform,
    nodes,
    width,
    height,
    pixelRatio: width > 0 ? canvas.width / width : 1,
    ends(edgeId) {
      const edge = findEdge(design, edgeId);
      if (edge === undefined) return null;
      const source = rectOf(nodeLookup.get(edge.source));
      const target = rectOf(nodeLookup.get(edge.target));
      return source === null || target === null ? null : { source, target };
    },
  };
}

function fitPixels(canvas: HTMLCanvasElement, { width, height }: { width: number; height: number }): void {
  const ratio = globalThis.devicePixelRatio || 1;
  const wanted = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== wanted.width) canvas.width = wanted.width;
  if (canvas.height !== wanted.height) canvas.height = wanted.height;
}

function readColors(): string[] {
  const style = getComputedStyle(document.documentElement);
  return DOT_LOOKS.map((look) => style.getPropertyValue(look.token).trim());
}

/** Runs `apply` now and whenever the theme may have changed. */
function onTheme(apply: () => void): () => void {
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', apply);
  apply();
  return () => {
    observer.disconnect();
    scheme.removeEventListener('change', apply);
  };
}

/** The number of dots is written on the element this often, for whoever watches the page from outside. */
const COUNT_INTERVAL_MS = 500;

/** Draws until the returned function is called. */
function draw(canvas: HTMLCanvasElement, store: FlowStore, onRequest: (requestId: number) => void): () => void {
  const context = canvas.getContext('2d');
  if (context === null) return () => undefined;
  const painter = new Canvas2dPainter(context);
  const scene = new DotsScene(painter);
  const stopTheme = onTheme(() => {
    painter.setColors(readColors());
    scene.outdate();
  });
  const detach = hopFeed.attach(scene);
  let frame = 0;
  let countedAtMs = 0;
  const run = (nowMs: number): void => {
    fitPixels(canvas, store.getState());
    scene.frame(nowMs, viewOf(store, canvas));
    if (nowMs - countedAtMs > COUNT_INTERVAL_MS) {
      countedAtMs = nowMs;
      canvas.dataset['dots'] = String(scene.drawn);
    }
    frame = requestAnimationFrame(run);
  };
  frame = requestAnimationFrame(run);
  // The canvas lets all pointers through; a click that hit nothing but the pane may have meant a dot.
  const pane = canvas.closest('.react-flow');
  const click = (event: Event): void => {
    if (
      !(event instanceof MouseEvent) ||
      !(event.target instanceof Element) ||
      event.target.closest('.react-flow__node') !== null
    )
      return;
    const box = canvas.getBoundingClientRect();
    const requestId = scene.requestAt(event.clientX - box.left, event.clientY - box.top, viewOf(store, canvas));
    if (requestId !== null) onRequest(requestId);
  };
  pane?.addEventListener('click', click);
  return () => {
    pane?.removeEventListener('click', click);
    cancelAnimationFrame(frame);
    detach();
    stopTheme();
    painter.clear();
  };
}

const REDUCED = '(prefers-reduced-motion: reduce)';

/** Dots make sense now: motion is wanted and somebody can see the page. Without them the worker sends no hops. */
function useDotsWanted(): boolean {
  return useSyncExternalStore(
    subscribeWanted,
    () => !matchMedia(REDUCED).matches && !document.hidden,
    () => false,
  );
}

function subscribeWanted(listener: () => void): () => void {
  const motion = matchMedia(REDUCED);
  motion.addEventListener('change', listener);
  document.addEventListener('visibilitychange', listener);
  return () => {
    motion.removeEventListener('change', listener);
    document.removeEventListener('visibilitychange', listener);
  };
}

interface DotsLayerProps {
  /** A dot was clicked. */
  readonly onRequest?: (requestId: number) => void;
}

/**
 * One canvas above the pane on which every dot is drawn. Must be a child of React Flow. It renders once: frames read the
 * simulated clock, the hops and React Flow's transform directly.
 */
export function DotsLayer({ onRequest }: DotsLayerProps) {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const handler = useRef(onRequest);
  const wanted = useDotsWanted();
  useEffect(() => {
    handler.current = onRequest;
  });
  useEffect(() => {
    if (canvas.current === null || !wanted) return undefined;
    return draw(canvas.current, store, (requestId) => handler.current?.(requestId));
  }, [store, wanted]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-testid="dots"
      className="pointer-events-none absolute inset-0 z-[4] size-full"
    />
  );
}
