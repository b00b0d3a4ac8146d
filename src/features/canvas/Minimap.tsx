import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { boxAround } from '../../state/edits/arrange.ts';
import type { Box } from '../../state/design-index.ts';
import { heatOf } from '../../state/heat.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { useSettings } from '../../state/settings.ts';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { useFlow } from './flow-store.ts';
import { dimOutside, drawMap, mapScale, readMapColors, type MapNode, type MapScale } from './minimap-drawing.ts';
import { ZOOM_RANGE } from './zoom-levels.ts';

type Store = ReturnType<typeof useStoreApi<FlowNode, FlowEdge>>;

/** The colours of the run change this often, in ms: seen at once, and cheap. */
const HEAT_INTERVAL_MS = 300;

function mapNodes(store: Store): readonly MapNode[] {
  return [...store.getState().nodeLookup.values()].map(
    ({ id, type, internals, measured, width, height, selected }) => ({
      id,
      type: type ?? 'card',
      selected: selected === true,
      box: {
        ...internals.positionAbsolute,
        width: measured.width ?? width ?? 0,
        height: measured.height ?? height ?? 0,
      },
    }),
  );
}

/** The visible part of the canvas, in canvas pixels. */
function viewBox(store: Store): Box {
  const { transform, width, height } = store.getState();
  const [x, y, zoom] = transform;
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

function mapSize(canvas: HTMLCanvasElement): { readonly width: number; readonly height: number } {
  return { width: canvas.offsetWidth, height: canvas.offsetHeight };
}

/** An empty drawing surface of this size in window pixels. */
function contextOf(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D | null {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Draws the overview whenever something in it changed, once per frame at most; gives how it is scaled, and the end of it. */
function keepDrawn(canvas: HTMLCanvasElement, store: Store): { scale: () => MapScale; end: () => void } {
  let frame = 0;
  let drawnTimeNs = -1;
  let at: MapScale = { x: 0, y: 0, scale: 1 };
  let colors = readMapColors();
  /** Nodes and the box around them, and the picture of them: kept while only the view moves. */
  let known: { readonly nodes: readonly MapNode[]; readonly box: Box } | null = null;
  let pictureAt: MapScale | null = null;
  const picture = document.createElement('canvas');
  const drawPicture = (nodes: readonly MapNode[]): void => {
    const context = contextOf(picture, mapSize(canvas));
    const cards = nodes.filter((node) => node.type === 'card').map((node) => node.id);
    const heat = heatOf(liveFigures, cards, useSettings.getState().overlay);
    if (context !== null) drawMap(context, { nodes, heat, at }, colors);
    pictureAt = at;
    drawnTimeNs = liveFigures.timeNs;
    canvas.dataset['heat'] = String(heat.size);
  };
  const draw = (): void => {
    frame = 0;
    const { width, height } = mapSize(canvas);
    const context = contextOf(canvas, { width, height });
    if (context === null || width === 0) return;
    if (known === null) {
      const nodes = mapNodes(store);
      known = { nodes, box: boxAround(nodes.map((node) => node.box)) };
    }
    const view = viewBox(store);
    at = mapScale(known.nodes.length === 0 ? view : boxAround([view, known.box]), width, height);
    if (pictureAt === null || at.scale !== pictureAt.scale || at.x !== pictureAt.x || at.y !== pictureAt.y)
      drawPicture(known.nodes);
    context.drawImage(picture, 0, 0, width, height);
    dimOutside(context, view, at, colors);
  };
  const renew = (): void => {
    known = null;
    pictureAt = null;
    plan();
  };
  const recolor = (): void => {
    colors = readMapColors();
    renew();
  };
  const plan = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const timer = setInterval(() => {
    if (liveFigures.timeNs !== drawnTimeNs) renew();
  }, HEAT_INTERVAL_MS);
  const theme = new MutationObserver(recolor);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const leave = [
    store.subscribe((now, before) => {
      if (now.nodes !== before.nodes) renew();
      else if (now.transform !== before.transform || now.width !== before.width) plan();
    }),
    useFlow.subscribe(renew),
    useSettings.subscribe(renew),
  ];
  plan();
  const end = (): void => {
    cancelAnimationFrame(frame);
    clearInterval(timer);
    theme.disconnect();
    leave.forEach((stop) => stop());
  };
  return { scale: () => at, end };
}

/** The whole design, small: where the view is, and where it is hot. Drag in it to move the view; the wheel zooms. */
export function Minimap() {
  const store = useStoreApi<FlowNode, FlowEdge>();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const { scale, end } = keepDrawn(element, store);
    const goTo = (event: PointerEvent): void => {
      const box = element.getBoundingClientRect();
      const at = scale();
      const x = (event.clientX - box.left - at.x) / at.scale;
      const y = (event.clientY - box.top - at.y) / at.scale;
      void flow.setCenter(x, y, { zoom: flow.getZoom() });
    };
    const onDown = (event: PointerEvent): void => {
      element.setPointerCapture(event.pointerId);
      goTo(event);
    };
    const onMove = (event: PointerEvent): void => {
      if (element.hasPointerCapture(event.pointerId)) goTo(event);
    };
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      event.stopPropagation();
      void flow.zoomTo(Math.min(ZOOM_RANGE.max, Math.max(ZOOM_RANGE.min, flow.getZoom() * 2 ** (-event.deltaY / 400))));
    };
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      end();
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('wheel', onWheel);
    };
  }, [store, flow]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label="Overview"
      data-testid="overview"
      className="overview nopan nowheel absolute right-3 bottom-3 z-10 h-24 w-38 cursor-crosshair touch-none"
    />
  );
}
