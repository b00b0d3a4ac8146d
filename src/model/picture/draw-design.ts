import { spokenName } from '../connection-rules.ts';
import type { Design, DesignEdge } from '../design.ts';
import type { SpecLookup } from '../document/spec-lookup.ts';
import { nodeLookup, shownRttMs } from '../edge-distance.ts';
import { formatMs, quantityText } from '../units.ts';
import type { FiguresLookup } from './card-figures.ts';
import { drawCard } from './draw-card.ts';
import { drawCoarseCard, drawCoarseLine, drawCoarsePlace } from './draw-coarse.ts';
import { drawEdgeWords, drawLine, type EdgeWords } from './draw-edge.ts';
import { drawNote, drawPlace } from './draw-structure.ts';
import { atLeast, boxAround, nodeBoxes, type NodeBox } from './node-boxes.ts';
import type { Picture, Shape } from './picture-shapes.ts';

/** Free space round the boxes, in canvas pixels. */
const MARGIN = { full: 40, coarse: 32 };

/** A thumbnail never shows less than this, so that small designs are not drawn larger than others. */
const LEAST_COARSE = { width: 1_160, height: 420 };
const LEAST_FULL = { width: 320, height: 180 };

/** Width of a line at rest, as on the canvas. */
const LINE_WIDTH = 1.5;

export interface PictureOptions {
  /** Everything that is on the cards, or only boxes and lines for a small picture. */
  readonly detail: 'full' | 'coarse';
  /** Results to show on the cards in place of their settings. */
  readonly figures?: FiguresLookup;
}

function drawNode(box: NodeBox, findSpec: SpecLookup, { detail, figures }: PictureOptions): readonly Shape[] {
  const spec = findSpec(box.node.kind);
  if (detail === 'coarse')
    return spec?.container === true ? drawCoarsePlace(box) : drawCoarseCard(box, spec?.icon ?? 'box');
  if (spec?.container === true) return drawPlace(box, spec);
  if (spec?.group === 'structure') return drawNote(box, spec);
  return drawCard(box, spec, figures?.(box.node.id) ?? null);
}

type EdgeWordsOf = (edge: DesignEdge) => EdgeWords;

function edgeWords(design: Design, findSpec: SpecLookup): EdgeWordsOf {
  const findNode = nodeLookup(design);
  return (edge) => {
    const source = findSpec(findNode(edge.source)?.kind ?? '');
    const target = findSpec(findNode(edge.target)?.kind ?? '');
    const rttMs = shownRttMs(edge, findNode, findSpec);
    return {
      near: source === undefined || target === undefined ? null : spokenName(source, target),
      distance: rttMs === null ? null : quantityText(formatMs(rttMs)),
    };
  };
}

/** The calls of a design: lines below the cards, their labels above everything. */
function drawEdges(
  design: Design,
  boxes: readonly NodeBox[],
  coarse: boolean,
  wordsOf: EdgeWordsOf,
): { readonly lines: readonly Shape[]; readonly labels: readonly Shape[] } {
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]));
  const lines: Shape[] = [];
  const labels: Shape[] = [];
  for (const edge of design.edges) {
    const source = boxOf.get(edge.source);
    const target = boxOf.get(edge.target);
    if (source === undefined || target === undefined) continue;
    lines.push(...(coarse ? drawCoarseLine(source, target) : drawLine(source, target, LINE_WIDTH)));
    if (!coarse) labels.push(...drawEdgeWords(source, target, wordsOf(edge)));
  }
  return { lines, labels };
}

/**
 * The whole design as shapes: places, lines, cards and notes, labels of lines. Made from the document, so it is never out of date.
 * @param findSpec `findSpec` of `src/kinds/specs.ts`
 */
export function drawDesign(design: Design, findSpec: SpecLookup, options: PictureOptions): Picture {
  const boxes = nodeBoxes(design, findSpec);
  const coarse = options.detail === 'coarse';
  const isPlace = ({ node }: NodeBox): boolean => findSpec(node.kind)?.container === true;
  const { lines, labels } = drawEdges(design, boxes, coarse, edgeWords(design, findSpec));
  const least = coarse ? LEAST_COARSE : LEAST_FULL;
  const around = boxAround(boxes, MARGIN[options.detail]) ?? { x: 0, y: 0, ...least };
  return {
    view: atLeast(around, least),
    shapes: [
      ...boxes.filter((box) => isPlace(box)).flatMap((box) => drawNode(box, findSpec, options)),
      ...lines,
      ...boxes.filter((box) => !isPlace(box)).flatMap((box) => drawNode(box, findSpec, options)),
      ...labels,
    ],
  };
}
