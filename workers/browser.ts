import { expose } from 'comlink';
import type { PageMessage } from '../src/model/worker-protocol.ts';
import { PageSession } from './session/session.ts';
import { Simulation } from './simulation/simulation.ts';

const scope = globalThis as unknown as DedicatedWorkerGlobalScope;

/** A message to ourselves comes back after the messages that wait, without the 4 ms a timer takes at least. */
const turn = new MessageChannel();
const waiting: (() => void)[] = [];
turn.port1.addEventListener('message', () => waiting.shift()?.());
turn.port1.start();

function later(delayMs: number, run: () => void): void {
  if (delayMs > 0) {
    setTimeout(run, delayMs);
    return;
  }
  waiting.push(run);
  turn.port2.postMessage(null);
}

const session = new PageSession((design) => new Simulation(design), {
  now: () => performance.now(),
  later,
  post: (message, transfer) => scope.postMessage(message, [...transfer]),
});

function isPageMessage(data: unknown): data is PageMessage {
  return typeof data === 'object' && data !== null && (data as { type?: unknown }).type === 'taken';
}

scope.addEventListener('message', (event) => {
  if (isPageMessage(event.data)) session.receive(event.data);
});
expose(session);
