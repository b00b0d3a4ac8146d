import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { headersFor } from '../../../scripts/security-policy.ts';
import { readFolder, serviceWorkerText } from '../../../scripts/service-worker-plugin.ts';

/** Every file of a build by its path. */
export type Build = ReadonlyMap<string, Uint8Array>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The build in dist. */
export function builtPage(): Build {
  return readFolder(join(import.meta.dirname, '..', '..', '..', 'dist'));
}

/**
 * What another build of the page would look like to a host: every script and style has another name and other content, the page
 * names the new ones, and the service worker knows them.
 */
export function anotherBuild(build: Build, mark: string): Build {
  const names = [...build.keys()]
    .filter((path) => /^assets\/.*\.(?:js|css)$/.test(path))
    .map((path) => path.slice('assets/'.length));
  const any = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'), 'g');
  const changed = new Map<string, string | Uint8Array>();
  for (const [path, content] of build) {
    const isText = /\.(?:js|css|html)$/.test(path);
    const newPath = path.replace(any, (name) => `${mark}-${name}`);
    const text = isText ? new TextDecoder().decode(content).replace(any, (name) => `${mark}-${name}`) : content;
    changed.set(newPath, text);
  }
  const worker = String(changed.get('service-worker.js')).replace(/^self\.roundtripBuild=.*\n/, '');
  changed.set('service-worker.js', serviceWorkerText(worker, changed));
  return new Map(
    [...changed].map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
}

/** A host of a built page that can change builds, serve half of one, and be switched off. */
export class BuildServer {
  readonly #server: Server;
  readonly #folder: string;
  build: Build;
  /** Files that are served from here although another build is current: a deployment that is under way. */
  stale: Build = new Map();

  /** @param folder under which the page is served, with a slash at both ends */
  constructor(build: Build, folder = '/') {
    this.build = build;
    this.#folder = folder;
    this.#server = createServer((request, response) => this.#answer(request.url ?? '/', response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}${this.#folder}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #answer(url: string, response: ServerResponse): void {
    const { pathname } = new URL(url, 'http://host.invalid');
    const path = pathname.slice(this.#folder.length) || 'index.html';
    const content = this.stale.get(path) ?? this.build.get(path);
    for (const [name, value] of Object.entries(headersFor(url))) response.setHeader(name, value);
    response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
    response.writeHead(content === undefined || !pathname.startsWith(this.#folder) ? 404 : 200).end(content);
  }
}
