import layoutUrl from 'elkjs/lib/elk-worker.min.js?url';
import workerUrl from '../../workers/browser.ts?worker&url';

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** Name of the one policy that the page's Content-Security-Policy lets be made. */
const POLICY_NAME = 'roundtrip';

/** Beside the page, so that it answers for everything in the page's folder. */
const SERVICE_WORKER = 'service-worker.js';

const SCRIPTS: ReadonlySet<string> = new Set([workerUrl, layoutUrl, SERVICE_WORKER]);

let policy: { createScriptURL(url: string): unknown } | null = null;

/**
 * The address of a script as the browser wants it: under Trusted Types a plain string is refused. The policy accepts exactly the
 * scripts of this page that are not in it, so nothing else can ever be loaded through it.
 */
function trusted(address: string): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (factory === undefined) return address;
  // A policy name may be used once per page.
  policy ??= factory.createPolicy(POLICY_NAME, {
    createScriptURL: (url) => {
      if (!SCRIPTS.has(url)) throw new TypeError(`Not a script of this page: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(address) as string;
}

/** Starts the simulation's worker. */
export function createWorker(): Worker {
  return new Worker(trusted(workerUrl), { type: 'module', name: 'simulation' });
}

/** Starts the worker of the layout library, whose script is fetched then. */
export function createLayoutWorker(): Worker {
  return new Worker(trusted(layoutUrl), { name: 'layout' });
}

/** Registers the service worker, which makes the page work without a network. */
export async function registerServiceWorker(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  return container.register(trusted(SERVICE_WORKER), { updateViaCache: 'none' });
}
