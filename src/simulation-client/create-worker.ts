import workerUrl from '../../workers/browser.ts?worker&url';

interface TrustedTypesFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** Name of the one policy that the page's Content-Security-Policy lets be made. */
const POLICY_NAME = 'roundtrip';

let trusted: unknown = null;

/**
 * The worker's address as the browser wants it: under Trusted Types a plain string is refused. The policy accepts exactly this
 * one address, so nothing else can ever be loaded through it.
 */
function trustedWorkerUrl(): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;
  if (factory === undefined) return workerUrl;
  // A policy name may be used once per page.
  trusted ??= factory
    .createPolicy(POLICY_NAME, {
      createScriptURL: (url) => {
        if (url !== workerUrl) throw new TypeError(`Not a script of this page: ${url}`);
        return url;
      },
    })
    .createScriptURL(workerUrl);
  return trusted as string;
}

/** Starts the simulation's worker. */
export function createWorker(): Worker {
  return new Worker(trustedWorkerUrl(), { type: 'module', name: 'simulation' });
}
