import { codeOnly, lineAt } from './code-text.ts';
import { isScript, type SourceTree } from './source-tree.ts';

/** No file goes beyond this; a longer one needs a line in `longFiles` with the reason. */
export const lineLimit = 400;

/** Longer files, each with why it may be. */
export const longFiles: ReadonlyMap<string, string> = new Map([]);

/** Names that say nothing about what is inside, so that everything ends up there. */
const vagueNames = /(^|\/)(utils?|helpers?|common|misc|shared|stuff|lib|types|constants|index)(\.(test\.)?tsx?$|\/)/;

/** kebab-case.ts after the main export, PascalCase.tsx after the component; a plain root like main.tsx is fine. */
const goodScript =
  /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|spec|fixture|d|config))?\.tsx?|[A-Z][A-Za-z0-9]*(?:\.test)?\.tsx)$/;

function nameBreaches(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const breaches: string[] = [];
  if (vagueNames.test(path)) breaches.push(`${path}: name it after what it holds`);
  if (isScript(path) && !goodScript.test(name))
    breaches.push(`${path}: kebab-case.ts, or PascalCase.tsx for a component`);
  return breaches;
}

function lengthBreaches(path: string, text: string, exceptions: ReadonlyMap<string, string>): string[] {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= lineLimit || exceptions.has(path)) return [];
  return [`${path}: ${lines} lines, the limit is ${lineLimit}`];
}

const bannedForms: readonly (readonly [RegExp, string])[] = [
  [/^\s*export\s*\*/gm, 'export each name: a barrel hides who needs what'],
  [/^\s*export\s+default\b/gm, 'export a name, so that it is called the same everywhere'],
];

function formBreaches(path: string, text: string): string[] {
  // The configuration files of tools are read by their default export.
  if (/(^|\/)[a-z]+\.config\.ts$/.test(path)) return [];
  const code = codeOnly(text);
  return bannedForms.flatMap(([form, instead]) =>
    [...code.matchAll(form)].map((match) => `${path}:${lineAt(code, match.index)}: ${instead}`),
  );
}

/** Names, lengths and export forms that the style of the house refuses. */
export function shapeBreaches(tree: SourceTree, exceptions: ReadonlyMap<string, string> = longFiles): string[] {
  const breaches: string[] = [];
  for (const [path, text] of tree) {
    breaches.push(...nameBreaches(path));
    if (isScript(path)) breaches.push(...lengthBreaches(path, text, exceptions), ...formBreaches(path, text));
  }
  for (const path of exceptions.keys()) {
    if ((tree.get(path) ?? '').trimEnd().split('\n').length <= lineLimit)
      breaches.push(`${path}: needs no exception any more`);
  }
  return breaches;
}
