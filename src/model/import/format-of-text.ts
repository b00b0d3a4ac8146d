import { isLink } from '../link/decode-link.ts';

/** What a text is, by how it begins. */
export type TextFormat = 'link' | 'mermaid' | 'compose' | 'drawio' | 'json' | 'other';

/** Only the beginning is looked at. */
const HEAD_CHARS = 8_000;

const MERMAID_START =
  /^(?:---\n[^]{0,4000}?\n---\s*)?(?:%%[^\n]*\n\s*)*(?:flowchart|graph|sequenceDiagram|classDiagram|stateDiagram|erDiagram|journey|gantt|pie|mindmap|gitGraph|timeline|C4\w+|block-beta|architecture-beta)\b(?![\w"]*[ \t]*\w*[ \t]*\{)/;
const COMPOSE_START = /^(?:version|name|x-[\w-]+|services|include|networks|volumes)[ \t]*:/;

export function formatOfText(text: string): TextFormat {
  const head = text
    .slice(0, HEAD_CHARS)
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trimStart();
  if (/^[{[]/.test(head)) return 'json';
  if (isLink(head.trim())) return 'link';
  if (/^```+[ \t]*mermaid/m.test(head) || MERMAID_START.test(head)) return 'mermaid';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:mxfile|mxGraphModel)\b/.test(head)) return 'drawio';
  const yaml = head.replace(/^(?:(?:#[^\n]*|---[ \t]*)\n\s*)+/, '');
  if (COMPOSE_START.test(yaml) && /^services[ \t]*:/m.test(text)) return 'compose';
  return 'other';
}
