import { registerServiceWorker } from '../simulation-client/trusted-scripts.ts';
import { session } from '../state/storage/session.ts';
import { showToast } from '../state/toasts.ts';
import { changeVersion } from './change-version.ts';

/** The page has its first picture by then: what is fetched for later does not slow it down. */
const REGISTER_AFTER_MS = 3_000;
/** A page that stays open for days hears of a new version all the same. */
const LOOK_EVERY_MS = 60 * 60_000;

/** Tells the service worker which build this page belongs to, for as long as it is open. */
function holdBuild(): void {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (script === null || !('locks' in navigator)) return;
  void navigator.locks.request(
    `roundtrip/page/${script.src}`,
    { mode: 'shared' },
    async () => new Promise<never>(() => undefined),
  );
}

function offer(container: ServiceWorkerContainer, waiting: ServiceWorker | null): void {
  showToast('A new version of this page is ready.', {
    lasting: true,
    action: {
      label: 'Reload',
      run: () =>
        void changeVersion({
          container,
          waiting,
          save: async () => session.leavePage(),
          reload: () => location.reload(),
        }),
    },
  });
}

/** Says when a new build is complete; until somebody wants it, this page stays with its own. */
function watchForVersions(container: ServiceWorkerContainer, registration: ServiceWorkerRegistration): void {
  const offerWaiting = (): void => {
    if (registration.waiting !== null && container.controller !== null) offer(container, registration.waiting);
  };
  offerWaiting();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offerWaiting);
  });
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  let isControlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    // Another tab has gone over to a new version; the first service worker ever is no new version.
    if (isControlled) offer(container, null);
    isControlled = true;
  });
  const registration = await registerServiceWorker(container);
  registration.active?.postMessage('tidy');
  watchForVersions(container, registration);
}

/**
 * Makes the built page work without a network. Where the browser does not let it (no secure context, a private window), the page
 * works as long as there is one.
 */
export function workOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  holdBuild();
  setTimeout(() => void register(navigator.serviceWorker).catch(() => undefined), REGISTER_AFTER_MS);
}
