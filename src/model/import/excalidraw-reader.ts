import { isRecord, ownValue, type InputRecord } from '../document/known-keys.ts';
import type { Rect } from '../edge-geometry.ts';
import type { FlowShape } from '../kind-spec.ts';
import { refuse, succeed, type Problem, type Result } from '../result.ts';
import { importProblem } from './problem-codes.ts';
import type { Sketch, SketchEdge, SketchNode } from './sketch.ts';

export const EXCALIDRAW_FORMAT = 'Excalidraw drawing';

const SHAPES: Readonly<Record<string, FlowShape>> = { rectangle: 'rectangle', ellipse: 'circle', diamond: 'rhombus' };

function text(element: InputRecord, key: string): string {
  const value = ownValue(element, key);
  return typeof value === 'string' ? value : '';
}

function number(element: InputRecord, key: string): number {
  const value = ownValue(element, key);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(1e5, Math.max(-1e5, value)) : 0;
}

function boxOf(element: InputRecord): Rect {
  return {
    x: number(element, 'x'),
    y: number(element, 'y'),
    width: Math.max(1, number(element, 'width')),
    height: Math.max(1, number(element, 'height')),
  };
}

/** What an arrow is tied to at one end. */
function boundTo(arrow: InputRecord, end: 'startBinding' | 'endBinding'): string {
  const binding = ownValue(arrow, end);
  return isRecord(binding) ? text(binding, 'elementId') : '';
}

function wordsOf(element: InputRecord): string {
  const original = text(element, 'originalText');
  return original === '' ? text(element, 'text') : original;
}

/** Texts inside boxes, by the id of the box. */
function labelsOf(elements: readonly InputRecord[]): ReadonlyMap<string, string> {
  return new Map(
    elements.flatMap((element) => {
      const container = text(element, 'containerId');
      return text(element, 'type') === 'text' && container !== '' ? [[container, wordsOf(element)] as const] : [];
    }),
  );
}

function nodeOf(
  element: InputRecord,
  labels: ReadonlyMap<string, string>,
  frames: ReadonlySet<string>,
  path: string,
): readonly SketchNode[] {
  const key = text(element, 'id');
  const type = text(element, 'type');
  const isPlace = type === 'frame' || type === 'magicframe';
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  const isLooseText = type === 'text' && text(element, 'containerId') === '';
  if (key === '' || (!isPlace && shape === undefined && !isLooseText)) return [];
  const frame = text(element, 'frameId');
  const label = isPlace ? text(element, 'name') : isLooseText ? wordsOf(element) : (labels.get(key) ?? '');
  return [
    {
      key,
      label,
      hints: [],
      isPlace,
      box: boxOf(element),
      path,
      ...(shape === undefined ? {} : { shape }),
      ...(frames.has(frame) && frame !== key && !isPlace ? { parent: frame } : {}),
    },
  ];
}

/** Boxes without words that no arrow touches are decoration. */
function isWorthKeeping(node: SketchNode, touched: ReadonlySet<string>): boolean {
  return node.isPlace || node.label.trim() !== '' || touched.has(node.key);
}

/** Reads an Excalidraw file that has been parsed. */
export function readExcalidraw(file: InputRecord): Result<Sketch> {
  const list = ownValue(file, 'elements');
  if (!Array.isArray(list)) return refuse(importProblem('RT410', 'elements', { format: 'Excalidraw' }));
  const elements = (list as readonly unknown[]).filter(
    (element): element is InputRecord => isRecord(element) && ownValue(element, 'isDeleted') !== true,
  );
  const labels = labelsOf(elements);
  const frames = new Set(
    elements.flatMap((element) => (text(element, 'type').endsWith('frame') ? [text(element, 'id')] : [])),
  );
  const seen = new Set<string>();
  const all = elements
    .flatMap((element, i) => nodeOf(element, labels, frames, `elements[${i}]`))
    .filter(({ key }) => {
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
  const arrows = elements.filter((element) => ['arrow', 'line'].includes(text(element, 'type')));
  const edges = arrows.flatMap((arrow, i): SketchEdge[] => {
    const [source, target] = [boundTo(arrow, 'startBinding'), boundTo(arrow, 'endBinding')];
    return seen.has(source) && seen.has(target) ? [{ source, target, path: `arrow ${i + 1}` }] : [];
  });
  const touched = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const others = new Set(
    elements
      .map((element) => text(element, 'type'))
      .filter((type) => ['freedraw', 'image', 'embeddable', 'iframe'].includes(type)),
  );
  const notices: Problem[] = [];
  if (arrows.length > edges.length) notices.push(importProblem('RT456', '', { count: arrows.length - edges.length }));
  if (others.size > 0) notices.push(importProblem('RT454', '', { names: [...others].join(', ') }));
  return succeed({
    format: EXCALIDRAW_FORMAT,
    name: 'Excalidraw drawing',
    nodes: all.filter((node) => isWorthKeeping(node, touched)),
    edges,
    looseAreNotes: true,
    notices,
  });
}
