import { lineAt, withoutComments } from './code-text.ts';
import { importsOf } from './imports.ts';
import { isScript, isTest, type SourceTree } from './source-tree.ts';

/** Each registry, and the file of a kind that it names. */
const registries: Readonly<Record<string, string>> = {
  'src/kinds/specs.ts': 'spec.ts',
  'src/kinds/behaviours.ts': 'behaviour.ts',
  'src/kinds/views.ts': 'NodeView.tsx',
};

const requiredFiles = ['spec.ts', 'behaviour.ts', 'NodeView.tsx', 'README.md'];

/**
 * Kinds that the rest of the page may know by name, where and why: places have a shape and nest, so the canvas, the
 * document and geography treat them unlike nodes. A file not listed here has to ask the spec instead.
 */
export const knownByName: readonly (readonly [kind: string, where: RegExp, reason: string])[] = [
  ['region', /^src\/(model|state|features\/canvas|app)\//, 'a container: nodes in it take its location'],
  ['client', /^src\/simulation-client\//, 'the only kind that starts requests: the traffic slider addresses it'],
  ['zone', /^src\/(model|state|features\/canvas|app)\//, 'a container inside a region'],
];

/**
 * Ids that are words of the field as well (a span called "dns", an icon called "cache"): the bare word proves
 * nothing, so only a comparison with a kind counts.
 */
const alsoWords: ReadonlySet<string> = new Set([
  'cache',
  'client',
  'database',
  'dns',
  'group',
  'note',
  'queue',
  'region',
  'service',
  'zone',
]);

/** Names of the folders below src/kinds. */
export function kindIds(tree: SourceTree): string[] {
  const ids = [...tree.keys()].flatMap((path) => /^src\/kinds\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(ids)].toSorted();
}

/** Places and notes take no part in the traffic: a behaviour of theirs would have nothing to do. */
function isStructure(tree: SourceTree, folder: string): boolean {
  return /\bgroup:\s*'structure'/.test(tree.get(`${folder}spec.ts`) ?? '');
}

/** What is missing for each kind to be whole: its files, a test, and its place in each registry. */
export function incompleteKinds(tree: SourceTree): string[] {
  const breaches: string[] = [];
  for (const id of kindIds(tree)) {
    const folder = `src/kinds/${id}/`;
    const isOptional = (file: string) => {
      return file === 'behaviour.ts' && isStructure(tree, folder) && !tree.has(folder + file);
    };
    for (const file of requiredFiles) {
      if (isOptional(file)) continue;
      if (!tree.has(folder + file)) breaches.push(`${folder}${file} is missing`);
      else if ((tree.get(folder + file) ?? '').trim() === '') breaches.push(`${folder}${file} is empty`);
    }
    const hasTest = [...tree.keys()].some((path) => path.startsWith(folder) && isTest(path));
    if (!hasTest) breaches.push(`${folder} has no test`);
    for (const [registry, file] of Object.entries(registries)) {
      if (isOptional(file)) continue;
      const targets = importsOf(registry, tree.get(registry) ?? '').map((found) => found.target);
      if (!targets.includes(folder + file)) breaches.push(`${registry} does not name ${folder}${file}`);
    }
  }
  return breaches;
}

/** What a registry imports besides the one file of each kind: it is a list, not a place for code of a kind. */
export function registryBreaches(tree: SourceTree): string[] {
  return Object.entries(registries).flatMap(([registry, file]) =>
    importsOf(registry, tree.get(registry) ?? '').flatMap(({ target, specifier }) => {
      const inKind = /^src\/kinds\/[^/]+\/(.+)$/.exec(target ?? '');
      return inKind !== null && inKind[1] !== file ? [`${registry} imports "${specifier}", not a ${file}`] : [];
    }),
  );
}

/** Ways to make code depend on one kind, each with the id in place of `ID`. */
function mentionsOf(id: string): RegExp[] {
  const quoted = `['"\`]${id}['"\`]`;
  const compared = [
    new RegExp(`\\w*[kK]ind\\w*\\)?\\s*[!=]==?\\s*${quoted}`, 'g'),
    new RegExp(`${quoted}\\s*[!=]==?\\s*[\\w.()]*[kK]ind\\b`, 'g'),
    new RegExp(`\\bkind:\\s*${quoted}`, 'g'),
    new RegExp(`[kK]inds?\\.(?:has|includes)\\(\\s*${quoted}`, 'g'),
  ];
  return alsoWords.has(id) ? compared : [new RegExp(quoted, 'g')];
}

/** A table with one entry per kind: one more place to edit for each new kind. */
const tableByKind = /\bRecord<\s*KindId\b|\[\s*\w+\s+in\s+KindId\s*\]/g;

function mayKnow(id: string, path: string): boolean {
  return knownByName.some(([kind, where]) => kind === id && where.test(path));
}

/** Places in src, outside the kind's folder and the registries, that know a kind by its name. */
export function strayKnowledge(tree: SourceTree): string[] {
  const ids = kindIds(tree);
  const breaches: string[] = [];
  for (const [path, text] of tree) {
    if (!path.startsWith('src/') || !isScript(path) || isTest(path) || Object.hasOwn(registries, path)) continue;
    const code = withoutComments(text);
    for (const match of code.matchAll(tableByKind)) {
      breaches.push(`${path}:${lineAt(code, match.index)}: a table by kind belongs in the kinds' own files`);
    }
    for (const id of ids) {
      if (path.startsWith(`src/kinds/${id}/`) || mayKnow(id, path)) continue;
      for (const mention of mentionsOf(id)) {
        for (const match of code.matchAll(mention)) {
          breaches.push(`${path}:${lineAt(code, match.index)}: ${match[0]}: ask the spec, not the name of the kind`);
        }
      }
    }
  }
  return breaches;
}
