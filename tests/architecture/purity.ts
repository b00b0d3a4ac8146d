import { codeOnly, lineAt } from './code-text.ts';
import { isScript, isTest, type SourceTree } from './source-tree.ts';

interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Folders whose code gives the same answer on every machine, for the same document and seed. */
const pureFolders = [/^src\/model\//, /^src\/algorithms\//, /^src\/kinds\/.*\.ts$/, /^workers\/simulation\//];

const transcendentals = /\bMath\s*\.\s*(?:a?(?:cos|sin|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log10|log1p|log2|pow)\b/g;

const impure: readonly Ban[] = [
  { pattern: /\bMath\s*\.\s*random\b/g, instead: 'draw from the seeded stream of SimContext' },
  {
    pattern: /\b(?:getRandomValues|randomUUID|randomBytes)\b/g,
    instead: 'draw from the seeded stream of SimContext',
  },
  {
    pattern: transcendentals,
    instead: 'use src/algorithms/math: the last bit differs between Node and Chromium',
  },
  { pattern: /\*\*/g, instead: 'multiply, or use src/algorithms/math: ** is Math.pow under another name' },
  {
    pattern: /\bMath\s*\[|=\s*Math\s*[;,]/g,
    instead: 'name the function of Math, so that the others can be refused',
  },
  {
    pattern: /\bnew\s+Date\b|\bDate\s*\.\s*(?:now|parse|UTC)\b|\bDate\s*\(/g,
    instead: 'take the simulated time of SimContext',
  },
  {
    pattern: /\bperformance\s*\.\s*(?:now|timeOrigin|mark)\b/g,
    instead: 'take the simulated time of SimContext',
  },
  {
    pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\s*\(/g,
    instead: 'schedule an event',
  },
  {
    pattern: /\blocaleCompare\b/g,
    instead: 'compare with < and >: the order of a language depends on the machine',
  },
];

const sinks: readonly Ban[] = [
  { pattern: /\bdangerouslySetInnerHTML\b/g, instead: 'build elements' },
  { pattern: /\.\s*(?:innerHTML|outerHTML|srcdoc)\b/g, instead: 'build elements or set textContent' },
  {
    pattern: /\b(?:insertAdjacentHTML|createContextualFragment|parseFromString)\b/g,
    instead: 'build elements',
  },
  { pattern: /\bdocument\s*\.\s*write(?:ln)?\b/g, instead: 'build elements' },
  { pattern: /\beval\s*\(|\bnew\s+Function\b/g, instead: 'write the code out' },
];

function breachesOf(path: string, text: string, bans: readonly Ban[]): string[] {
  const code = codeOnly(text);
  return bans.flatMap(({ pattern, instead }) =>
    [...code.matchAll(pattern)].map((match) => `${path}:${lineAt(code, match.index)}: ${match[0].trim()}: ${instead}`),
  );
}

function inspect(tree: SourceTree, concerns: (path: string) => boolean, bans: readonly Ban[]): string[] {
  return [...tree]
    .filter(([path]) => isScript(path) && !isTest(path) && concerns(path))
    .flatMap(([path, text]) => breachesOf(path, text, bans));
}

/** Dice, clocks, timers and inexact functions in code that has to be deterministic. */
export function purityBreaches(tree: SourceTree): string[] {
  return inspect(tree, (path) => pureFolders.some((folder) => folder.test(path)), impure);
}

/** Places where text could become markup or code. */
export function sinkBreaches(tree: SourceTree): string[] {
  return inspect(tree, () => true, sinks);
}
