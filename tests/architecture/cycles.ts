import { importsOf } from './imports.ts';
import { isScript, type SourceTree } from './source-tree.ts';

/**
 * Every circle of imports, each once, as "a -> b -> a". Types may name each other (a node its edges, an edge its
 * nodes): they are gone when the code runs. A worker's URL is not an import of its code either.
 */
export function importCycles(tree: SourceTree): string[] {
  const graph = new Map<string, string[]>();
  for (const [path, text] of tree) {
    if (!isScript(path)) continue;
    const targets = importsOf(path, text)
      .filter(({ specifier, isTypeOnly }) => !isTypeOnly && !specifier.includes('?'))
      .flatMap(({ target }) => (target !== undefined && tree.has(target) ? [target] : []));
    graph.set(path, targets);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      cycles.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const target of graph.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of graph.keys()) visit(path);
  return cycles;
}
