import type { Action, ActionTarget } from './actions.ts';
import type { BalancerView } from './balancer-view.ts';
import type { Decision } from './decision.ts';
import type { Design } from './design.ts';
import type { Report } from './report.ts';
import type { Speed } from './run-spec.ts';
import type { Trace, TraceSummary } from './trace.ts';

/**
 * Calls the page makes on the worker, through comlink. Every call resolves quickly (the engine works in slices of at most
 * 12 ms between them). Errors are rejected promises with a message for the user.
 */
export interface SimulationApi {
  /** Loads a design, ready at time 0 and paused. Sends `topology`, then a first `figures` buffer. `epoch` numbers the run in all buffers. */
  load(design: Design, epoch: number): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  setSpeed(speed: Speed): Promise<void>;
  /** Back to time 0 with the same seed; live actions are forgotten. Sends `topology` anew. */
  restart(epoch: number): Promise<void>;
  /** While paused: processes events until one request moved (`event`) or one request ended (`request`). */
  step(unit: 'event' | 'request'): Promise<void>;
  /** While paused: one event back, by running again from the start with the same log. */
  stepBack(): Promise<void>;
  /**
   * To a simulated time: forward by running there as fast as it goes, back by running again from the start with the same log
   * (what was done after that time is forgotten). Goes on running if it was. A later call takes the place of one under way.
   */
  seek(timeNs: number): Promise<void>;
  /** Changes the design of the running simulation: one more event of the log. Sends `topology` when rows changed. */
  applyDesign(design: Design): Promise<void>;
  /** A fault or change now. Returns the number it can be ended by. */
  act(target: ActionTarget, action: Action): Promise<number>;
  /** Ends one action, or all of them. */
  endAction(id: number | 'all'): Promise<void>;
  activeActions(): Promise<readonly ActiveAction[]>;
  traces(): Promise<readonly TraceSummary[]>;
  trace(requestId: number): Promise<Trace | null>;
  /** What a balancer shows of its backends; null for a node that is none or is gone. Ask at most 4 times a second, only while it is shown. */
  balancerView(nodeId: string): Promise<BalancerView | null>;
  /** What a node has counted for itself, by words for people; null for kinds that count nothing. */
  nodeCounts(nodeId: string): Promise<Readonly<Record<string, number>> | null>;
  /** The same for several nodes in one answer, without rings: what cards show. Ask at most twice a second. */
  balancerBars(nodeIds: readonly string[]): Promise<readonly (BalancerView | null)[]>;
  report(): Promise<Report>;
  /** Hidden or reduced motion: no hops are sent. */
  setDots(enabled: boolean): Promise<void>;
  ping(): Promise<number>;
}

export interface ActiveAction {
  readonly id: number;
  readonly target: ActionTarget;
  readonly action: Action;
  readonly sinceS: number;
  /** From the stored scenario, not from a button. */
  readonly planned: boolean;
}

/** Raw messages from the worker, beside comlink. Buffers are transferred Float64Arrays laid out as in `snapshot.ts`. */
export type WorkerMessage =
  | {
      readonly type: 'topology';
      readonly epoch: number;
      readonly nodes: readonly string[];
      readonly edges: readonly string[];
      readonly warnings: readonly string[];
    }
  | { readonly type: 'buffer'; readonly buffer: Float64Array }
  | {
      readonly type: 'actions';
      readonly active: readonly ActiveAction[];
      /** What the run has done by itself up to now, all of it. */
      readonly decisions: readonly Decision[];
    }
  | { readonly type: 'crashed'; readonly message: string };

/**
 * Raw messages to the worker, beside comlink (whose calls are each answered by one more message).
 * `taken`: the page has read the last buffer of this kind and gives it back; the next may be sent (latest wins, memory stays bounded).
 */
export interface PageMessage {
  readonly type: 'taken';
  readonly kind: number;
  readonly buffer: Float64Array;
}
