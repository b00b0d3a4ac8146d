import type { Rect } from '../edge-geometry.ts';
import type { FlowShape } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { decompress } from '../link/compression.ts';
import { refuse, succeed, type Problem, type Result } from '../result.ts';
import { importProblem } from './problem-codes.ts';
import type { Sketch, SketchEdge, SketchNode } from './sketch.ts';
import { decodeEntities, readXml, type XmlElement } from './xml-reader.ts';

export const DRAWIO_FORMAT = 'draw.io drawing';

interface Cell {
  readonly key: string;
  readonly label: string;
  readonly style: string;
  readonly parent: string;
  readonly source: string;
  readonly target: string;
  readonly isVertex: boolean;
  readonly isEdge: boolean;
  readonly box: Rect;
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** Labels may hold HTML; only its words are taken. */
function plainText(html: string): string {
  return decodeEntities(
    html
      .replaceAll(/<(?:br|\/div|\/p)\b[^<>]{0,200}>/gi, '\n')
      .replaceAll(/<[^<>]{0,2000}>/g, '')
      .trim(),
  );
}

function coordinate(geometry: XmlElement | undefined, name: string): number {
  const value = Number(geometry?.attributes.get(name) ?? 0);
  return Number.isFinite(value) ? Math.min(1e5, Math.max(-1e5, value)) : 0;
}

/** A cell by itself, or inside an object that has its label and more data. */
function cellOf(element: XmlElement): readonly Cell[] {
  const inner = element.name === 'mxCell' ? element : child(element, 'mxCell');
  if (inner === undefined) return [];
  const attribute = (name: string): string => inner.attributes.get(name) ?? '';
  const geometry = child(inner, 'mxGeometry');
  const key = element.attributes.get('id') ?? attribute('id');
  const label = element === inner ? attribute('value') : (element.attributes.get('label') ?? '');
  return [
    {
      key,
      label: plainText(label),
      style: attribute('style'),
      parent: attribute('parent'),
      source: attribute('source'),
      target: attribute('target'),
      isVertex: attribute('vertex') === '1',
      isEdge: attribute('edge') === '1',
      box: {
        x: coordinate(geometry, 'x'),
        y: coordinate(geometry, 'y'),
        width: Math.max(1, coordinate(geometry, 'width')),
        height: Math.max(1, coordinate(geometry, 'height')),
      },
    },
  ];
}

function shapeOf(style: string): FlowShape | undefined {
  if (/shape=(?:cylinder|datastore)/.test(style)) return 'cylinder';
  if (/shape=hexagon/.test(style)) return 'hexagon';
  if (/(?:^|;)rhombus/.test(style)) return 'rhombus';
  if (/shape=(?:umlActor|actor)/.test(style)) return 'stadium';
  return undefined;
}

/** Names of stencils such as `mxgraph.aws4.elasticache`, as words. */
function stencilWords(style: string): readonly string[] {
  const names = [...style.slice(0, 2_000).matchAll(/(?:shape|resIcon|image)=([\w./-]{1,200})/g)].map(
    ([, name]) => name ?? '',
  );
  return names
    .map((name) => name.replaceAll(/mxgraph|aws\d?|azure\d?|gcp\d?|resourceIcon|[\d./_]+/g, ' '))
    .filter((words) => words.trim() !== '');
}

/** Boxes with their place on the page: a cell's own is relative to the box it is in. */
function sketchNodes(
  cells: readonly Cell[],
  edgeKeys: ReadonlySet<string>,
  touched: ReadonlySet<string>,
): readonly SketchNode[] {
  const byKey = new Map(cells.map((cell) => [cell.key, cell]));
  const boxes = cells.filter((cell) => cell.isVertex && cell.key !== '' && !edgeKeys.has(cell.parent));
  const vertices = new Set(boxes.map(({ key }) => key));
  const holders = new Set(boxes.map(({ parent }) => parent));
  return boxes.flatMap((cell): SketchNode[] => {
    const isPlace = holders.has(cell.key) || /(?:^|;)(?:swimlane|group)|container=1/.test(cell.style);
    if (cell.label.trim() === '' && !isPlace && !touched.has(cell.key)) return [];
    let { x, y } = cell.box;
    const seen = new Set<string>();
    for (let at = byKey.get(cell.parent); at !== undefined && !seen.has(at.key); at = byKey.get(at.parent)) {
      seen.add(at.key);
      if (!vertices.has(at.key)) break;
      x += at.box.x;
      y += at.box.y;
    }
    const shape = shapeOf(cell.style);
    const isInside = vertices.has(cell.parent) && cell.parent !== cell.key;
    return [
      {
        key: cell.key,
        label: cell.label,
        hints: cell.label.trim() === '' ? stencilWords(cell.style) : [cell.label, ...stencilWords(cell.style)],
        isPlace,
        box: { ...cell.box, x, y },
        path: `cell ${cell.key.slice(0, 40)}`,
        ...(shape === undefined ? {} : { shape }),
        ...(isInside ? { parent: cell.parent } : {}),
      },
    ];
  });
}

function firstOfEach(cells: readonly Cell[]): readonly Cell[] {
  const seen = new Set<string>();
  return cells.filter(({ key }) => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function sketchOf(model: XmlElement, name: string, notices: Problem[]): Sketch {
  const cells = firstOfEach((child(model, 'root')?.children ?? []).flatMap((element) => cellOf(element)));
  const arrows = cells.filter(({ isEdge }) => isEdge);
  const edgeKeys = new Set(arrows.map(({ key }) => key));
  const vertices = new Set(cells.filter(({ isVertex }) => isVertex).map(({ key }) => key));
  const edges = arrows.flatMap(({ source, target, key }): SketchEdge[] =>
    vertices.has(source) && vertices.has(target) ? [{ source, target, path: `cell ${key.slice(0, 40)}` }] : [],
  );
  const touched = new Set(edges.flatMap(({ source, target }) => [source, target]));
  if (arrows.length > edges.length) notices.push(importProblem('RT456', '', { count: arrows.length - edges.length }));
  return {
    format: DRAWIO_FORMAT,
    name,
    nodes: sketchNodes(cells, edgeKeys, touched),
    edges,
    looseAreNotes: true,
    notices,
  };
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bare = text.replaceAll(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return null;
  try {
    const binary = atob(bare);
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** A page that is stored as base64 of deflated, percent-encoded XML. Null when it is damaged or unpacks to too much. */
async function unpacked(text: string): Promise<string | null> {
  const packed = bytesOfBase64(text);
  if (packed === null) return null;
  const bytes = await decompress(packed, LIMITS.documentBytes);
  if (typeof bytes === 'string') return null;
  try {
    return decodeURIComponent(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The drawing of a page: an element, or packed text. */
async function modelOf(page: XmlElement): Promise<Result<XmlElement | null>> {
  const plain = child(page, 'mxGraphModel');
  if (plain !== undefined) return succeed(plain);
  if (page.text.trim() === '') return succeed(null);
  const text = await unpacked(page.text);
  if (text === null) return refuse(importProblem('RT408', '', { limit: LIMITS.documentBytes }));
  const read = readXml(text);
  if ('fault' in read) return refuse(importProblem('RT407', '', { reason: read.fault }));
  return succeed(read.root.name === 'mxGraphModel' ? read.root : null);
}

/** Reads a draw.io file: the first page that has something on it. */
export async function readDrawio(text: string): Promise<Result<Sketch>> {
  const read = readXml(text);
  if ('fault' in read) return refuse(importProblem('RT407', '', { reason: read.fault }));
  const { root } = read;
  if (root.name === 'mxGraphModel') return succeed(sketchOf(root, 'draw.io drawing', []));
  const pages = root.children.filter(({ name }) => name === 'diagram');
  for (const [i, page] of pages.entries()) {
    // One after the other on purpose: the first that has something ends the search.
    // oxlint-disable-next-line no-await-in-loop
    const model = await modelOf(page);
    if (!model.ok) return model;
    if (model.value === null) continue;
    const notices: Problem[] = [];
    const others = pages.length - 1 - i;
    const sketch = sketchOf(model.value, page.attributes.get('name') ?? 'draw.io drawing', notices);
    if (sketch.nodes.length === 0 && others > 0) continue;
    if (others > 0) notices.push(importProblem('RT458', '', { count: others }));
    return succeed(sketch);
  }
  return refuse(importProblem('RT403', '', { format: DRAWIO_FORMAT }));
}
