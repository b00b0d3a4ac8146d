import type { Action, ActionTarget } from '../../src/model/actions.ts';
import type { BalancerView } from '../../src/model/balancer-view.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Design } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import type { StopReason } from '../../src/model/snapshot.ts';
import type { Trace, TraceSummary } from '../../src/model/trace.ts';
import type { ActiveAction } from '../../src/model/worker-protocol.ts';

/** What a session asks of the simulation: `workers/simulation/simulation.ts` in earnest, something small in tests. */
export interface Engine {
  readonly timeNs: number;
  readonly durationNs: number;
  readonly eventCount: number;
  readonly finished: boolean;
  readonly stopReason: StopReason;
  /** Processes at most `maxEvents` events up to `untilNs`; true when simulated time reached `untilNs` or the run ended. */
  advance(untilNs: number, maxEvents: number): boolean;
  stepEvent(): boolean;
  stepRequest(): boolean;
  applyDesign(design: Design): void;
  act(target: ActionTarget, action: Action): number;
  endAction(id: number | 'all'): void;
  activeActions(): readonly ActiveAction[];
  /** What the run has done by itself so far; grows, and begins anew with each engine. */
  decisions(): readonly Decision[];
  topology(): {
    readonly nodes: readonly string[];
    readonly edges: readonly string[];
    readonly warnings: readonly string[];
  };
  writeFigures(epoch: number, into?: ArrayBuffer): Float64Array;
  takeHops(epoch: number, into?: ArrayBuffer): Float64Array;
  setDots(enabled: boolean, budgetPerTake: number): void;
  traces(): readonly TraceSummary[];
  trace(requestId: number): Trace | null;
  nodeCounts(nodeId: string): Readonly<Record<string, number>> | null;
  balancerView(nodeId: string, withRing?: boolean): BalancerView | null;
  report(): Report;
}

export type CreateEngine = (design: Design) => Engine;

/** The world outside: a clock, a way to come back later, a way to speak to the page. */
export interface Surroundings {
  /** Milliseconds of wall time. */
  readonly now: () => number;
  /** Runs later; with 0 as soon as messages that wait have been handled. */
  readonly later: (delayMs: number, run: () => void) => void;
  readonly post: (message: unknown, transfer: readonly ArrayBuffer[]) => void;
}
