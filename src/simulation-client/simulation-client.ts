import { wrap, type Remote } from 'comlink';
import type { Action, ActionTarget } from '../model/actions.ts';
import { completeRun } from '../model/complete-config.ts';
import type { BalancerView } from '../model/balancer-view.ts';
import type { Design } from '../model/design.ts';
import type { Report } from '../model/report.ts';
import { speedFactor, type Speed } from '../model/run-spec.ts';
import type { Trace, TraceSummary } from '../model/trace.ts';
import { NS_PER_S } from '../model/units.ts';
import type { SimulationApi, WorkerMessage } from '../model/worker-protocol.ts';
import { clientIds } from '../state/clients.ts';
import { hopFeed } from '../state/hop-feed.ts';
import { runClock } from '../state/run-clock.ts';
import { markEdit } from '../state/run-marks.ts';
import { updateRun, useRun } from '../state/run.ts';
import { simulatedClock } from '../state/simulated-clock.ts';
import { createWorker } from './trusted-scripts.ts';
import { withDeadline } from './deadline.ts';
import { Receiver } from './receive.ts';
import { runsAlike } from './same-run.ts';
import { TrafficControl } from './traffic-control.ts';
import { Watchdog } from './watchdog.ts';

/** Every call is answered within one slice of the engine; going back replays the run from its start. */
const CALL_DEADLINE_MS = 5_000;
const REPLAY_DEADLINE_MS = 120_000;
/** A worker that dies again so soon after a restart would die for ever. */
const RESTART_PROTECTION_MS = 20_000;

/**
 * The only door to the worker. Owns its life: starts it, watches it, ends and restarts it from the seed when it hangs. No
 * method rejects: what goes wrong is on the run's one banner, and the result is then null.
 */
export class SimulationClient {
  private worker: Worker | null = null;
  private api: Remote<SimulationApi> | null = null;
  private design: Design | null = null;
  private wantsRunning = false;
  private lastRestartMs = Number.NEGATIVE_INFINITY;
  private readonly traffic = new TrafficControl({
    start: (client, factor) => this.act({ node: client }, { type: 'traffic', factor }),
    end: (action) => this.endAction(action),
  });
  private readonly receiver = new Receiver();
  private readonly watchdog: Watchdog;

  constructor(private readonly startWorker: () => Worker = createWorker) {
    this.watchdog = new Watchdog({
      ping: () => this.api?.ping() ?? Promise.resolve(0),
      onSilent: () =>
        updateRun({
          engine: 'silent',
          problem: {
            title: 'The simulation is not responding',
            detail: 'It has been silent for 2 seconds. It is ended by itself after 5.',
            remedy: 'stop',
          },
        }),
      onBack: () => updateRun({ engine: 'ready', problem: null }),
      onDead: () =>
        void this.replaceWorker('It was silent for 5 seconds and was ended. The run began again from its seed.'),
    });
    hopFeed.onInterest((wanted) => void this.call('Dots', (api) => api.setDots(wanted)));
  }

  /** Opens a design as a new run, and plays it if asked. */
  async open(design: Design, play: boolean): Promise<void> {
    this.design = design;
    this.wantsRunning = play;
    const { speed, durationS } = completeRun(design.run);
    updateRun({ speed, durationS });
    await this.load();
  }

  /** The design was edited. A run that is under way goes on with it; another seed begins a new run. */
  async edit(design: Design): Promise<void> {
    const before = this.design;
    if (before === null || runsAlike(before, design)) {
      this.design = design;
      return;
    }
    this.design = design;
    const { seed, durationS, speed } = completeRun(design.run);
    const old = completeRun(before.run);
    updateRun({ durationS });
    if (speed !== old.speed) await this.setSpeed(speed);
    if (seed !== old.seed) {
      await this.load();
      return;
    }
    const { timeNs } = runClock.read();
    if (timeNs > 0) markEdit(timeNs / NS_PER_S);
    await this.call('Edit', (api) => api.applyDesign(design));
  }

  async play(): Promise<void> {
    this.wantsRunning = true;
    const { state } = useRun.getState();
    if (state === 'finished' || state === 'stopped') await this.restart();
    else await this.call('Play', (api) => api.play());
  }

  async pause(): Promise<void> {
    this.wantsRunning = false;
    await this.call('Pause', (api) => api.pause());
  }

  async toggle(): Promise<void> {
    await (useRun.getState().state === 'running' ? this.pause() : this.play());
  }

  /** Back to the start; goes on running if it was, or was asked to. */
  async restart(): Promise<void> {
    const epoch = this.beginRun();
    await this.call('Restart', (api) => api.restart(epoch));
    if (this.wantsRunning) await this.call('Play', (api) => api.play());
  }

  /** One event or request on, as chosen beside the button. */
  async step(): Promise<void> {
    this.wantsRunning = false;
    const { stepUnit: unit } = useRun.getState();
    await this.call('Step', (api) => api.step(unit));
  }

  async stepBack(): Promise<void> {
    this.wantsRunning = false;
    await this.call('Step back', (api) => api.stepBack(), REPLAY_DEADLINE_MS);
  }

  /** To a simulated second: forward or back, paused or running as it was. */
  async seek(timeS: number): Promise<void> {
    hopFeed.clear();
    await this.call('Seek', (api) => api.seek(timeS * NS_PER_S), REPLAY_DEADLINE_MS);
  }

  async setSpeed(speed: Speed): Promise<void> {
    updateRun({ speed });
    simulatedClock.setSpeed(speedFactor(speed));
    hopFeed.clear();
    await this.call('Speed', (api) => api.setSpeed(speed));
  }

  /** A fault or change now; its number, or null when it could not be done. */
  act(target: ActionTarget, action: Action): Promise<number | null> {
    return this.call(action.type, (api) => api.act(target, action));
  }

  async endAction(id: number | 'all'): Promise<void> {
    if (id === 'all') {
      this.traffic.reset();
      updateRun({ trafficFactor: 1 });
    }
    await this.call('End', (api) => api.endAction(id));
  }

  /** All clients send this many times their configured rate, until it is set to 1 again. */
  async setTraffic(factor: number): Promise<void> {
    updateRun({ trafficFactor: factor });
    await this.traffic.set(factor, () => (this.design === null ? [] : clientIds(this.design)));
  }

  async traces(): Promise<readonly TraceSummary[]> {
    return (await this.call('Traces', (api) => api.traces())) ?? [];
  }

  trace(requestId: number): Promise<Trace | null> {
    return this.call('Trace', (api) => api.trace(requestId));
  }

  /** Backends of a balancer as it sees them now; null for any other node. Ask at most four times a second. */
  nodeCounts(nodeId: string): Promise<Readonly<Record<string, number>> | null> {
    return this.call('Counts', (api) => api.nodeCounts(nodeId));
  }

  balancerView(nodeId: string): Promise<BalancerView | null> {
    return this.call('Backends', (api) => api.balancerView(nodeId));
  }

  /** The same for the cards of several balancers in one message, without rings; empty while no worker answers. */
  async balancerBars(nodeIds: readonly string[]): Promise<readonly (BalancerView | null)[]> {
    return (await this.call('Backends', (api) => api.balancerBars(nodeIds))) ?? [];
  }

  report(): Promise<Report | null> {
    return this.call('Report', (api) => api.report());
  }

  /** Ends a worker that does not answer, and starts a new one with the same design, paused. */
  async stop(): Promise<void> {
    this.wantsRunning = false;
    await this.replaceWorker('The run was ended and is back at its start.', true);
  }

  /** After the banner was read. */
  dismissProblem(): void {
    updateRun({ problem: null });
  }

  /** Takes up work again after a failure. */
  async recover(): Promise<void> {
    await this.replaceWorker('', true);
  }

  /** Ends the worker for good. */
  dispose(): void {
    this.watchdog.stop();
    this.worker?.terminate();
    this.worker = null;
    this.api = null;
  }

  private beginRun(): number {
    const epoch = useRun.getState().epoch + 1;
    this.receiver.begin();
    this.traffic.reset();
    updateRun({ epoch, trafficFactor: 1 });
    simulatedClock.setSpeed(speedFactor(useRun.getState().speed));
    return epoch;
  }

  private async load(): Promise<void> {
    const { design } = this;
    if (design === null) return;
    const epoch = this.beginRun();
    const { speed } = useRun.getState();
    await this.call('Load', async (api) => {
      await Promise.all([api.setSpeed(speed), api.setDots(hopFeed.isWanted), api.load(design, epoch)]);
      if (this.wantsRunning) await api.play();
      return true;
    });
  }

  private start(): Remote<SimulationApi> {
    if (this.api !== null) return this.api;
    updateRun({ engine: 'starting' });
    const worker = this.startWorker();
    worker.addEventListener('message', (event: MessageEvent<WorkerMessage | undefined>) => {
      // Answers to calls are comlink's; ours have a type.
      if (worker !== this.worker || event.data === undefined || !isWorkerMessage(event.data)) return;
      updateRun({ engine: 'ready' });
      this.receiver.receive(event.data, useRun.getState().epoch, (reply, transfer) =>
        worker.postMessage(reply, transfer),
      );
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker !== this.worker) return;
      this.dispose();
      updateRun({
        engine: 'failed',
        state: 'stopped',
        problem: {
          title: 'The simulation could not go on',
          detail: event.message || 'Its script could not be loaded.',
          remedy: 'restart',
        },
      });
    });
    this.worker = worker;
    this.api = wrap<SimulationApi>(worker);
    this.watchdog.start();
    return this.api;
  }

  private async replaceWorker(detail: string, byHand = false): Promise<void> {
    const nowMs = performance.now();
    const diedAgain = !byHand && nowMs - this.lastRestartMs < RESTART_PROTECTION_MS;
    this.lastRestartMs = nowMs;
    this.dispose();
    if (diedAgain) {
      updateRun({
        engine: 'failed',
        state: 'stopped',
        problem: {
          title: 'The simulation keeps hanging',
          detail: 'It was ended twice within 20 seconds. Change the design or undo the last change, then restart.',
          remedy: 'restart',
        },
      });
      return;
    }
    updateRun({
      engine: 'restarting',
      problem: detail === '' ? null : { title: 'The simulation was restarted', detail, remedy: null },
    });
    await this.load();
  }

  private async call<T>(
    what: string,
    run: (api: Remote<SimulationApi>) => Promise<T>,
    deadlineMs = CALL_DEADLINE_MS,
  ): Promise<T | null> {
    if (this.design === null) return null;
    const api = this.start();
    try {
      return await withDeadline(run(api), deadlineMs, what);
    } catch (error) {
      // A silent worker has its own banner from the watchdog, with more to offer; one that was ended owes no answer.
      if (this.api === api && useRun.getState().engine === 'ready') {
        updateRun({
          problem: {
            title: `${what} did not work`,
            detail: error instanceof Error ? error.message : String(error),
            remedy: null,
          },
        });
      }
      return null;
    }
  }
}

function isWorkerMessage(data: object): data is WorkerMessage {
  const { type } = data as { type?: unknown };
  return type === 'topology' || type === 'buffer' || type === 'actions' || type === 'crashed';
}

export const simulation = new SimulationClient();
