/** What `scripts/service-worker-plugin.ts` writes in front of this script. */
interface Build {
  /** Digest over the list of files: another build is another version. */
  readonly version: string;
  /** SHA-256 of each built file in hex, by its path below the page's folder. */
  readonly files: Readonly<Record<string, string>>;
}

const worker = globalThis as unknown as ServiceWorkerGlobalScope & { readonly roundtripBuild: Build };
const build = worker.roundtripBuild;
const scope = new URL(worker.registration.scope);
/** Caches of this page, not of another one that the same host serves from another folder. */
const prefix = `roundtrip:${scope.pathname}:`;
const ownCache = `${prefix}${build.version}`;
/** Pages hold a shared lock of this name, followed by the address of their first script. */
const PAGE_LOCK = 'roundtrip/page/';

function addressOf(path: string): string {
  return new URL(path, scope).href;
}

async function isWhole(response: Response, digest: string): Promise<boolean> {
  const bytes = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('') === digest;
}

/** Without what belongs to the way here: the body is unpacked, and a page may not be opened from a redirected answer. */
async function plainCopy(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  return new Response(await response.arrayBuffer(), { headers });
}

async function fetchFile(path: string, digest: string): Promise<Response> {
  // What did not change since the last build is here already.
  const known = await caches.match(addressOf(path));
  if (known !== undefined && (await isWhole(known, digest))) return known;
  const response = await fetch(addressOf(path), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  if (!(await isWhole(response, digest))) throw new Error(`${path} belongs to another build`);
  return plainCopy(response);
}

/** Puts every file of this build into its cache, or none. */
async function install(): Promise<void> {
  const cache = await caches.open(ownCache);
  try {
    const storing = Object.entries(build.files).map(async ([path, digest]) =>
      cache.put(addressOf(path), await fetchFile(path, digest)),
    );
    await Promise.all(storing);
  } catch (error) {
    await caches.delete(ownCache);
    throw error;
  }
}

/** First scripts of the pages that are open now; null when the browser does not tell. */
async function openPages(): Promise<readonly string[] | null> {
  if (!('locks' in worker.navigator)) return null;
  const { held } = await worker.navigator.locks.query();
  return (held ?? []).flatMap(({ name }) =>
    name?.startsWith(PAGE_LOCK) === true ? [name.slice(PAGE_LOCK.length)] : [],
  );
}

/** Removes the caches of builds that no open page belongs to. A build that waits to be wanted has no page yet: it is left alone. */
async function tidy(): Promise<void> {
  if (worker.registration.installing !== null || worker.registration.waiting !== null) return;
  const pages = await openPages();
  if (pages === null) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== ownCache);
  const removing = names.map(async (name) => {
    const cache = await caches.open(name);
    const found = await Promise.all(pages.map(async (page) => cache.match(page)));
    if (found.every((response) => response === undefined)) await caches.delete(name);
  });
  await Promise.all(removing);
}

/** The file a request is for, as a path below the page's folder; null for what is not ours. */
function pathOf(request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return null;
  const path = url.pathname.slice(scope.pathname.length);
  if (path !== '' && path !== 'index.html') return path;
  return url.searchParams.get('embed') === '1' ? 'embed.html' : 'index.html';
}

async function answer(path: string, request: Request): Promise<Response> {
  const own = await (await caches.open(ownCache)).match(addressOf(path));
  if (own !== undefined) return own;
  // An older page that is still open asks for files of its own build: their names carry their content.
  const older = await caches.match(addressOf(path));
  return older ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));

worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(async () => worker.clients.claim())));

worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null && (Object.hasOwn(build.files, path) || path.startsWith('assets/')))
    event.respondWith(answer(path, event.request));
});

worker.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (message === 'activate') event.waitUntil(worker.skipWaiting());
  else if (message === 'tidy') event.waitUntil(tidy());
});
