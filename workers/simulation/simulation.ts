import { BEHAVIOURS } from '../../src/kinds/behaviours.ts';
import type { KindId } from '../../src/kinds/specs.ts';
import type { Action, ActionTarget } from '../../src/model/actions.ts';
import type { BalancerView } from '../../src/model/balancer-view.ts';
import { completeRun } from '../../src/model/complete-config.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Design } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import type { BehaviourModule } from '../../src/model/sim-context.ts';
import type { StopReason } from '../../src/model/snapshot.ts';
import type { Trace, TraceSummary } from '../../src/model/trace.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import type { ActiveAction } from '../../src/model/worker-protocol.ts';
import { Assembly } from './assembly.ts';
import { Calls } from './calls.ts';
import { Core } from './core.ts';
import { Dispatcher } from './dispatcher.ts';
import { Faults } from './faults.ts';
import { JobEndings } from './job-endings.ts';
import type { CodecWork } from './grpc/codec-work.ts';
import { OP_BITS } from './kernel/event-queue.ts';
import { Windows } from './metrics/windows.ts';
import { Flights } from './network/flights.ts';
import { Connections } from './network/connections.ts';
import { NodeContext } from './node-context.ts';
import { EVENT_CONTROL, EVENT_WINDOW } from './operations.ts';
import type { Parts } from './parts.ts';
import { Plan } from './plan.ts';
import { Requests } from './requests.ts';
import { makeReport } from './report.ts';
import { RetryPolicy } from './retry-policy.ts';
import { Snapshots, type Topology } from './snapshot.ts';
import { exportTrace, summarize } from './tracing/trace-export.ts';
import { warningsOf } from './warnings.ts';

/** The run is divided into about this many windows, of at least MIN_WINDOW_NS and at most a second. */
const WINDOWS_PER_RUN = 120;
const MIN_WINDOW_NS = 0.01 * NS_PER_S;
const MAX_WINDOW_NS = NS_PER_S;

type Control = () => void;

/**
 * One run of one design: the public interface of the engine. The same design, seed and calls give the same digest, however the
 * run is cut into slices. Times are simulated nanoseconds.
 */
export class Simulation implements Parts {
  readonly core: Core;
  readonly calls: Calls;
  readonly requests: Requests;
  readonly assembly: Assembly;
  readonly faults: Faults;
  readonly endings: JobEndings;
  readonly codecs: CodecWork;
  readonly windows: Windows;
  readonly durationNs: number;
  readonly warmupNs: number;
  private readonly windowNs: number;
  private readonly plan: Plan;
  private readonly dispatcher: Dispatcher;
  private readonly snapshots: Snapshots;
  private readonly controls: Control[] = [];
  private currentDesign: Design;

  /** @param options.seed replaces the seed of the design */
  constructor(design: Design, options: { readonly seed?: number } = {}) {
    const run = completeRun(design.run);
    this.currentDesign = design;
    this.durationNs = Math.round(run.durationS * NS_PER_S);
    this.warmupNs = Math.min(Math.round(run.warmupS * NS_PER_S), Math.floor(this.durationNs / 2));
    this.windowNs = Math.round(Math.min(MAX_WINDOW_NS, Math.max(MIN_WINDOW_NS, this.durationNs / WINDOWS_PER_RUN)));
    this.core = new Core(options.seed ?? run.seed);
    const { core } = this;
    const flights = new Flights(core);
    const retries = new RetryPolicy(core);
    this.calls = new Calls(core, flights, retries);
    this.codecs = this.calls.codecs;
    const connections = new Connections(core, flights, this.calls);
    this.calls.connections = connections;
    this.calls.streams.transport = connections.transport;
    this.requests = new Requests(core);
    this.endings = new JobEndings(core, this.calls, this.requests);
    this.calls.cancellation.endings = this.endings;
    this.assembly = new Assembly(core, retries, this.endings, {
      createBehaviour: (node) => {
        const module: BehaviourModule<never> | null = BEHAVIOURS[node.spec.id as KindId];
        if (module === null) throw new RangeError(`${node.id}: nothing runs at a ${node.spec.name}`);
        node.behaviour = module.create(new NodeContext(this, node));
      },
      wakeAt: (timeNs) => this.controlAt(timeNs, () => this.faults.apply()),
    });
    this.faults = new Faults(core, this.assembly, this.endings, {
      controlAt: (timeNs, control) => this.controlAt(timeNs, control),
      objectives: () => this.currentDesign.objectives,
    });
    this.plan = new Plan(core, this.faults, (timeNs, control) => this.controlAt(timeNs, control));
    this.windows = new Windows(core);
    this.snapshots = new Snapshots(core, this.windows);
    this.dispatcher = new Dispatcher(core, this.calls, flights, connections, {
      onControl: (index) => (this.controls[index] as Control)(),
      onWindow: () => this.closeWindow(),
    });
    this.schedule(design);
    this.assembly.update(design);
    this.faults.start();
  }

  get timeNs(): number {
    return this.core.nowNs;
  }

  get eventCount(): number {
    return this.core.eventCount;
  }

  get stopReason(): StopReason {
    return this.core.stopReason;
  }

  get finished(): boolean {
    return this.core.stopReason !== 'none' || this.core.nowNs >= this.durationNs;
  }

  get design(): Design {
    return this.currentDesign;
  }

  /** Runs to a time, or to the end of the run. */
  run(untilNs: number = this.durationNs): void {
    this.advance(untilNs, Infinity);
  }

  /** Processes at most `maxEvents` events up to a time (never beyond the end). True when that time is reached or the run was stopped. */
  advance(untilNs: number, maxEvents: number): boolean {
    if (this.core.stopReason !== 'none') return true;
    // Simulated time is whole nanoseconds, whatever the page's clock makes of its speed.
    const until = Math.floor(Math.min(untilNs, this.durationNs));
    if (!this.dispatcher.advance(until, maxEvents)) return false;
    if (this.core.stopReason === 'none' && this.core.nowNs < until) this.core.events.clock[0] = until;
    return true;
  }

  /** Events until one concerned a request (timers and windows pass unseen). False when there is none left. */
  stepEvent(): boolean {
    const before = this.dispatcher.jobEvents;
    while (!this.advance(this.durationNs, 1)) if (this.dispatcher.jobEvents > before) return true;
    return this.dispatcher.jobEvents > before;
  }

  /** Events until one more request of a client has ended. False when none did. */
  stepRequest(): boolean {
    const before = this.core.requestsEnded;
    while (!this.finished && this.core.requestsEnded === before) if (!this.stepEvent()) return false;
    return this.core.requestsEnded > before;
  }

  /** Changes the design now: one more event of the log. */
  applyDesign(design: Design): void {
    this.core.digest.addText(JSON.stringify(design));
    this.core.digest.add(this.core.nowNs);
    this.currentDesign = design;
    this.assembly.update(design);
    this.plan.follow(design.scenario);
    this.faults.apply();
  }

  /** A fault or change now; returns the number it can be ended by. */
  act(target: ActionTarget, action: Action): number {
    return this.faults.begin(target, action, false);
  }

  endAction(id: number | 'all'): void {
    this.faults.end(id);
  }

  activeActions(): readonly ActiveAction[] {
    return this.faults.active();
  }

  /** What the run has done by itself so far. */
  decisions(): readonly Decision[] {
    return this.core.decisions;
  }

  topology(): Topology {
    return { ...this.snapshots.topology(), warnings: warningsOf(this.core) };
  }

  /** Figures of all nodes and edges and the windows closed since the last call, laid out as in `model/snapshot.ts`. */
  writeFigures(epoch: number, into?: ArrayBuffer): Float64Array {
    return this.snapshots.figures(epoch, this.finished, into);
  }

  /** Flights logged since the last call. */
  takeHops(epoch: number, into?: ArrayBuffer): Float64Array {
    return this.snapshots.hops(epoch, this.finished, into);
  }

  /** Logs flights for dots, about `budgetPerTake` between two takes; off costs nothing. */
  setDots(enabled: boolean, budgetPerTake = 1_000): void {
    this.core.hops.enabled = enabled;
    this.core.hops.budget = budgetPerTake;
  }

  traces(): readonly TraceSummary[] {
    return this.core.tracer.kept().map((trace) => summarize(this.core, trace));
  }

  trace(requestId: number): Trace | null {
    const found = this.core.tracer.kept().find((trace) => trace.requestId === requestId);
    return found === undefined ? null : exportTrace(this.core, found);
  }

  /** What a node has counted for itself; null for kinds that count nothing. */
  nodeCounts(nodeId: string): Readonly<Record<string, number>> | null {
    return this.assembly.findNode(nodeId)?.behaviour.counts?.() ?? null;
  }

  /** What a balancer shows of its backends; null for a node that is none. */
  balancerView(nodeId: string, withRing = true): BalancerView | null {
    return this.assembly.findNode(nodeId)?.behaviour.view?.(withRing) ?? null;
  }

  report(): Report {
    return makeReport(this);
  }

  private schedule(design: Design): void {
    this.core.events.schedule(this.windowNs, EVENT_WINDOW);
    if (this.warmupNs > 0) this.controlAt(this.warmupNs, () => this.startMeasuring());
    this.plan.follow(design.scenario);
  }

  private controlAt(timeNs: number, control: Control): void {
    this.controls.push(control);
    this.core.events.schedule(
      Math.max(timeNs, this.core.nowNs),
      ((this.controls.length - 1) << OP_BITS) | EVENT_CONTROL,
    );
  }

  /** Latencies of the open window still count as warm-up: the window is closed early. */
  private startMeasuring(): void {
    this.windows.close();
    this.windows.startMeasuring();
  }

  private closeWindow(): void {
    if (this.core.nowNs > this.windows.openSinceNs) this.windows.close();
    this.faults.checkRollbacks();
    this.core.checkMemory();
    this.core.events.schedule(this.core.nowNs + this.windowNs, EVENT_WINDOW);
  }
}
