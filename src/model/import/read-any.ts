import { isRecord, ownValue } from '../document/known-keys.ts';
import { parseDesignText, parseJsonText } from '../document/parse-design-text.ts';
import { decodeLink } from '../link/decode-link.ts';
import { refuse, succeed, type Result } from '../result.ts';
import { COMPOSE_FORMAT, readCompose } from './compose-reader.ts';
import { designOfSketch, type Imported, type Kinds } from './design-of-sketch.ts';
import { readDrawio } from './drawio-reader.ts';
import { readExcalidraw } from './excalidraw-reader.ts';
import { formatOfText, type TextFormat } from './format-of-text.ts';
import { MERMAID_FORMAT, readMermaid } from './mermaid-reader.ts';
import { importProblem } from './problem-codes.ts';
import { readYaml, type YamlPackage } from './read-yaml.ts';
import type { Sketch } from './sketch.ts';

/** Longest text of a format whose reader is not made for large ones. */
const MAX_CHARS = { mermaid: 1_000_000, compose: 300_000 } as const;

/** What reading needs beside the text. */
export interface ImportTools extends Kinds {
  /** Fetches the package `yaml`, which only Compose files need. */
  readonly loadYaml: () => Promise<YamlPackage>;
}

async function sketchOf(text: string, format: TextFormat, tools: ImportTools): Promise<Result<Sketch> | null> {
  if (format === 'mermaid' || format === 'compose') {
    const limit = MAX_CHARS[format];
    const named = format === 'mermaid' ? MERMAID_FORMAT : COMPOSE_FORMAT;
    if (text.length > limit)
      return refuse(importProblem('RT401', '', { size: text.length, format: `a ${named}`, limit }));
  }
  switch (format) {
    case 'mermaid':
      return readMermaid(text, tools.findSpec);
    case 'drawio':
      return readDrawio(text);
    case 'compose': {
      const file = readYaml(text, await tools.loadYaml());
      return file.ok ? readCompose(file.value, tools.specs) : file;
    }
    case 'json': {
      const parsed = parseJsonText(text);
      if (!parsed.ok || !isRecord(parsed.value)) return null;
      const type = ownValue(parsed.value, 'type');
      if (type === 'excalidraw' || type === 'excalidraw/clipboard') return readExcalidraw(parsed.value);
      const isCompose = isRecord(ownValue(parsed.value, 'services')) && ownValue(parsed.value, 'nodes') === undefined;
      return isCompose ? readCompose(parsed.value, tools.specs) : null;
    }
    default:
      return null;
  }
}

/**
 * Reads any text that can become a design: our own JSON or link, Mermaid, Compose, Excalidraw, draw.io. Never throws for what is in
 * it; anything else is named by its type in the problem.
 */
export async function readAnyText(text: string, tools: ImportTools): Promise<Result<Imported>> {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const format = formatOfText(bare);
  const sketch = await sketchOf(bare, format, tools);
  if (sketch !== null) return sketch.ok ? designOfSketch(sketch.value, tools) : sketch;
  const read =
    format === 'link' ? await decodeLink(bare.trim(), tools.findSpec) : parseDesignText(bare, tools.findSpec);
  return read.ok ? succeed({ design: read.value, format: null, understood: [] }, read.notices) : read;
}
