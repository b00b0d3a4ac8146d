import { useStoreApi, type InternalNode } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { Rect } from '../../model/edge-geometry.ts';
import { withDescendants } from '../../state/design-index.ts';
import { currentDesign } from '../../state/document.ts';
import { callHealth, heatOf } from '../../state/heat.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { useSelection } from '../../state/selection.ts';
import { useSettings } from '../../state/settings.ts';
import type { FlowEdge, FlowNode } from './flow-objects.ts';
import { useFlow } from './flow-store.ts';
import { drawOverview, forgetLines, readOverviewColors, type OverviewPicture } from './overview-drawing.ts';
import { OverviewSheet, type Sight } from './overview-sheet.ts';

type Store = ReturnType<typeof useStoreApi<FlowNode, FlowEdge>>;

/** The colours of the run change this often, in ms: seen at once, and cheap. */
const HEAT_INTERVAL_MS = 300;

function boxOf({ internals, measured, width, height }: InternalNode<FlowNode>): Rect {
  const { x, y } = internals.positionAbsolute;
  return { x, y, width: measured.width ?? width ?? 0, height: measured.height ?? height ?? 0 };
}

/** What is being dragged, with all that is inside it. */
function movingNodes(): ReadonlySet<string> {
  const dragged = useFlow.getState().nodes.filter((node) => node.dragging === true);
  return withDescendants(
    currentDesign(),
    dragged.map((node) => node.id),
  );
}

/** Everything that stands still, and everything that moves: the first is kept as a picture while the second is drawn anew. */
function picturesOf(store: Store, moving: ReadonlySet<string>): { still: OverviewPicture; moved: OverviewPicture } {
  const design = currentDesign();
  const { nodeLookup } = store.getState();
  const { overlay } = useSettings.getState();
  const selection = useSelection.getState();
  const cards = design.nodes.filter(({ id }) => nodeLookup.get(id)?.type === 'card');
  const heat = heatOf(
    liveFigures,
    cards.map(({ id }) => id),
    overlay,
  );
  const pictures = { still: { cards: [], calls: [] }, moved: { cards: [], calls: [] } } as Record<
    'still' | 'moved',
    { cards: OverviewPicture['cards'][number][]; calls: OverviewPicture['calls'][number][] }
  >;
  for (const { id, label } of cards) {
    const node = nodeLookup.get(id);
    if (node === undefined) continue;
    const card = { label, box: boxOf(node), selected: selection.nodes.has(id), heat: heat.get(id) };
    pictures[moving.has(id) ? 'moved' : 'still'].cards.push(card);
  }
  for (const { id, source, target } of design.edges) {
    const [from, to] = [nodeLookup.get(source), nodeLookup.get(target)];
    if (from === undefined || to === undefined) continue;
    const health = callHealth(liveFigures, id, overlay);
    const call = { id, source: boxOf(from), target: boxOf(to), selected: selection.edges.has(id), health };
    pictures[moving.has(source) || moving.has(target) ? 'moved' : 'still'].calls.push(call);
  }
  return pictures;
}

/** Keeps the overview drawn, once per frame at most; gives the end of it. */
function keepDrawn(canvas: HTMLCanvasElement, store: Store): () => void {
  const sheet = new OverviewSheet(canvas);
  let frame = 0;
  let drawnTimeNs = -1;
  let movingKey = '';
  let colors = readOverviewColors();
  const draw = (): void => {
    frame = 0;
    const moving = movingNodes();
    const key = [...moving].join(' ');
    if (key !== movingKey) sheet.outdate();
    movingKey = key;
    const { transform, width, height } = store.getState();
    const sight: Sight = { transform, width, height, pixelRatio: globalThis.devicePixelRatio || 1 };
    const fresh = !sheet.covers(sight);
    if (!fresh && moving.size === 0) {
      sheet.show(sight);
      return;
    }
    const { still, moved } = picturesOf(store, moving);
    if (fresh) sheet.draw(sight, (context, at) => drawOverview(context, still, at, colors));
    sheet.show(sight, (context, at) => drawOverview(context, moved, at, colors));
    if (fresh) drawnTimeNs = liveFigures.timeNs;
    canvas.dataset['cards'] = String(still.cards.length + moved.cards.length);
  };
  const plan = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const renew = (): void => {
    sheet.outdate();
    plan();
  };
  const restyle = (): void => {
    colors = readOverviewColors();
    renew();
  };
  const timer = setInterval(() => {
    if (liveFigures.timeNs !== drawnTimeNs && !liveFigures.isHeld) renew();
  }, HEAT_INTERVAL_MS);
  const theme = new MutationObserver(restyle);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const leave = [
    store.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) plan();
    }),
    useFlow.subscribe((now, before) => {
      if (now.nodes === before.nodes && now.edges === before.edges) return;
      // While something is dragged the rest stands still; React Flow places what is dragged before the next frame.
      if (movingKey === '' || !now.nodes.some((node) => node.dragging === true)) sheet.outdate();
      plan();
    }),
    useSettings.subscribe(renew),
  ];
  plan();
  return () => {
    cancelAnimationFrame(frame);
    clearInterval(timer);
    theme.disconnect();
    leave.forEach((stop) => stop());
    forgetLines();
  };
}

/** The cards and calls of a large design from far away, on one canvas below the dots. It is there while the overview is. */
export function OverviewLayer() {
  const store = useStoreApi<FlowNode, FlowEdge>();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current === null ? undefined : keepDrawn(canvas.current, store)), [store]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-testid="far-cards"
      className="pointer-events-none absolute inset-0 z-[4] size-full"
    />
  );
}
