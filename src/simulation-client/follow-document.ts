import type { Design } from '../model/design.ts';
import { clientIds } from '../state/clients.ts';
import { useDocument } from '../state/document.ts';
import { simulation, type SimulationClient } from './simulation-client.ts';

/** Typing into a field is one edit of the run, not one per key. */
const EDIT_DELAY_MS = 100;

/** A design with somebody who sends requests runs by itself when it is opened. */
function playsByItself(design: Design): boolean {
  return clientIds(design).length > 0 && design.edges.length > 0;
}

/**
 * Keeps the simulation on the page's document: opens it now, opens each document that replaces it, and carries every edit,
 * undo and redo into the run that is under way. Gives the function that ends this.
 * @param plays whether a design that was opened runs by itself
 */
export function followDocument(client: SimulationClient = simulation, plays = playsByItself): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let revision = -1;
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const follow = (): void => {
    const document = useDocument.getState();
    cancel();
    if (document.revision !== revision) {
      revision = document.revision;
      void client.open(document.present, plays(document.present));
      return;
    }
    timer = setTimeout(() => void client.edit(useDocument.getState().present), EDIT_DELAY_MS);
  };
  const stop = useDocument.subscribe((now, before) => {
    if (now.present !== before.present || now.revision !== before.revision) follow();
  });
  follow();
  return () => {
    stop();
    cancel();
    client.dispose();
  };
}
