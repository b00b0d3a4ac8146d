/** A format that is not ours: what it is called in a message, and what to do with it. */
export interface ForeignFormat {
  readonly what: string;
  readonly advice: string;
}

interface Sign extends ForeignFormat {
  readonly sign: RegExp;
}

const REDRAW = 'Draw it here anew, or export it as Mermaid where that program can.';
const NO_DESIGN = 'Choose the JSON file that "Save as file" made.';
const OPEN_IT =
  'Open it as a file, or paste it on the canvas: that makes a design of it. In the command line: "roundtrip import".';
const MERMAID: ForeignFormat = { what: 'a Mermaid diagram', advice: OPEN_IT };
const COMPOSE: ForeignFormat = { what: 'a Docker Compose file', advice: OPEN_IT };

const MERMAID_START =
  /^(?:```mermaid|%%|graph\b|flowchart\b|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey\b|gantt\b|pie\b|mindmap|gitGraph|timeline\b|C4\w+|block-beta|architecture-beta)/;

/** Looked for at the start of a text that is not JSON, in this order. */
const TEXT_SIGNS: readonly Sign[] = [
  { sign: /^PK[^\p{L}\p{N}\p{Z}]{2}/u, what: 'a zip archive, as Visio (.vsdx) and Office files are', advice: REDRAW },
  {
    sign: /^(?:\u00D0\u00CF.\u00E0|\uFFFD\uFFFD.\uFFFD)/,
    what: 'an old Visio or Office file',
    advice: REDRAW,
  },
  { sign: /^%PDF/, what: 'a PDF file', advice: NO_DESIGN },
  { sign: /^(?:\u0089|\uFFFD)PNG/, what: 'a PNG image', advice: NO_DESIGN },
  {
    sign: /^(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:mxfile|mxGraphModel)\b/,
    what: 'a draw.io (diagrams.net) file',
    advice: OPEN_IT,
  },
  { sign: /^(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b/i, what: 'an SVG image', advice: NO_DESIGN },
  { sign: /^(?:<!doctype html|<html)\b/i, what: 'a web page', advice: NO_DESIGN },
  { sign: /^<\?xml|^<[a-z]/i, what: 'an XML file', advice: NO_DESIGN },
  { sign: /^@startuml/, what: 'a PlantUML diagram', advice: REDRAW },
  { sign: /^(?:strict\s+)?(?:di)?graph\s+[\w"]*\s*\{/, what: 'a Graphviz file', advice: REDRAW },
  { sign: /^(?:https?:\/\/\S*)?#?v\d+\./, what: 'a Roundtrip link', advice: 'Open it as a link instead of a file.' },
  { sign: MERMAID_START, ...MERMAID },
  { sign: /^(?:(?:#|version:|name:|x-|---)[^\n]*\n|\s)*services:[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/, ...COMPOSE },
  { sign: /^(?:---[ \t]*\n)?(?:apiVersion|kind):\s/, what: 'a Kubernetes manifest', advice: REDRAW },
  { sign: /^---[ \t]*\n[^]{0,500}?\n---[ \t]*\n\s*(?:graph|flowchart|sequenceDiagram)\b/, ...MERMAID },
];

/** Only the start is looked at. */
const HEAD_CHARS = 4_000;

/** What a text that is not JSON looks like. */
export function foreignText(text: string): ForeignFormat | undefined {
  const head = text.slice(0, HEAD_CHARS).trimStart();
  return TEXT_SIGNS.find(({ sign }) => sign.test(head));
}

/** What a JSON object that is no design looks like. */
export function foreignJson(document: Readonly<Record<string, unknown>>): ForeignFormat | undefined {
  const { type } = document;
  if (type === 'excalidraw' || type === 'excalidraw/clipboard') return { what: 'an Excalidraw file', advice: OPEN_IT };
  if (type === 'excalidrawlib') return { what: 'an Excalidraw library', advice: REDRAW };
  if (Object.hasOwn(document, 'tldrawFileFormatVersion')) return { what: 'a tldraw file', advice: REDRAW };
  if (Object.hasOwn(document, 'engineVersion') && Object.hasOwn(document, 'digest')) {
    return { what: 'the report of a run', advice: 'Open the design it was made from.' };
  }
  if (Object.hasOwn(document, 'services') && !Object.hasOwn(document, 'nodes')) return COMPOSE;
  return undefined;
}
