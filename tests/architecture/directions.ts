import { importsOf, type Import } from './imports.ts';
import { isScript, isTest, type SourceTree } from './source-tree.ts';

/**
 * A room of the house. `own` is what the file may call its own: the kind or the feature it belongs to.
 * architecture: model <- algorithms <- kinds <- engine, and model <- ui, state, client <- features <- app.
 */
interface Room {
  readonly name: string;
  readonly own?: string;
}

/** First match wins. A captured group is the name of the kind or the feature. */
const rooms: readonly (readonly [RegExp, string])[] = [
  [/^src\/(?:main|embed)\.tsx$/, 'main'],
  [/^src\/app\//, 'app'],
  [/^src\/model\/units(?:\.ts$|\/)/, 'units'],
  [/^src\/model\//, 'model'],
  [/^src\/algorithms\//, 'algorithms'],
  [/^src\/kinds\/specs\.ts$/, 'specs'],
  [/^src\/kinds\/behaviours\.ts$/, 'behaviours'],
  [/^src\/kinds\/views\.ts$/, 'views'],
  [/^src\/kinds\/([^/]+)\/.*(?:\.tsx|\.css)$/, 'kind view'],
  [/^src\/kinds\/([^/]+)\//, 'kind'],
  [/^src\/ui\//, 'ui'],
  [/^src\/state\//, 'state'],
  [/^src\/simulation-client\//, 'simulation-client'],
  [/^src\/features\/([^/]+)\//, 'feature'],
  [/^workers\/simulation\//, 'engine'],
  [/^workers\//, 'workers'],
  [/^presets\//, 'presets'],
];

/** Who may import whom. `kind`, `kind view` and `feature` mean the file's own, never another's. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  main: ['app'],
  app: ['app', 'model', 'units', 'specs', 'views', 'ui', 'state', 'simulation-client', 'feature', 'presets'],
  units: ['units', 'model'],
  model: ['model', 'units'],
  algorithms: ['algorithms', 'model', 'units'],
  specs: ['kind', 'model', 'units'],
  behaviours: ['kind', 'specs', 'model', 'units'],
  views: ['kind view', 'specs', 'model', 'units'],
  kind: ['kind', 'algorithms', 'model', 'units'],
  'kind view': ['kind view', 'kind', 'model', 'units', 'ui'],
  ui: ['ui', 'units'],
  state: ['state', 'model', 'units', 'specs'],
  'simulation-client': ['simulation-client', 'state', 'model', 'units'],
  feature: ['feature', 'model', 'units', 'specs', 'views', 'ui', 'state', 'simulation-client', 'presets'],
  engine: ['engine', 'algorithms', 'model', 'units', 'specs', 'behaviours'],
  workers: ['workers', 'engine', 'algorithms', 'model', 'units', 'specs', 'behaviours', 'presets'],
};

/** Rooms that are pure: they run in the page, in a worker and in Node, so they have no packages. */
const withoutPackages = new Set(['units', 'model', 'algorithms', 'specs', 'behaviours', 'kind', 'engine']);

/** Rooms that gather what others keep apart. */
const gathers = new Set(['specs', 'behaviours', 'views', 'app']);

export function roomOf(path: string): Room | undefined {
  for (const [pattern, name] of rooms) {
    const match = pattern.exec(path);
    if (match !== null) return { name, ...(match[1] === undefined ? {} : { own: match[1] }) };
  }
  return undefined;
}

const workerUrl = /(^|\/)workers\/browser\.ts\?worker&url$/;

function breachOf(from: Room, { specifier, target }: Import): string | undefined {
  if (target === undefined) {
    return withoutPackages.has(from.name) ? `${from.name} has no packages, but imports "${specifier}"` : undefined;
  }
  const to = roomOf(target);
  if (to === undefined) return `"${specifier}" leads out of the rooms`;
  if (from.name === 'simulation-client' && workerUrl.test(specifier)) return undefined;
  if (!(allowed[from.name] ?? []).includes(to.name)) return `${from.name} may not import ${to.name} ("${specifier}")`;
  if (to.own !== undefined && to.own !== from.own && !gathers.has(from.name)) {
    return `${from.name} "${from.own ?? ''}" may not import ${to.name} "${to.own}"`;
  }
  return undefined;
}

/** Imports that go against the table, and code that stands in no room. Tests may reach anywhere. */
export function directionBreaches(tree: SourceTree): string[] {
  const breaches: string[] = [];
  for (const [path, text] of tree) {
    if (!isScript(path) || isTest(path)) continue;
    const from = roomOf(path);
    if (from === undefined) {
      breaches.push(`${path}: stands in no room of the table in tests/architecture/directions.ts`);
      continue;
    }
    for (const found of importsOf(path, text)) {
      const breach = breachOf(from, found);
      if (breach !== undefined) breaches.push(`${path}: ${breach}`);
    }
  }
  return breaches;
}

/** Files that name the URL of the worker; there may be one. */
export function filesNamingTheWorker(tree: SourceTree): string[] {
  return [...tree]
    .filter(
      ([path, text]) =>
        path.startsWith('src/') &&
        isScript(path) &&
        !isTest(path) &&
        importsOf(path, text).some((found) => workerUrl.test(found.specifier)),
    )
    .map(([path]) => path);
}
