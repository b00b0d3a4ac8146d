import type { Action, ActionTarget } from '../../src/model/actions.ts';
import type { BalancerView } from '../../src/model/balancer-view.ts';
import type { Design } from '../../src/model/design.ts';
import type { Report } from '../../src/model/report.ts';
import { speedFactor, type Speed } from '../../src/model/run-spec.ts';
import { BUFFER_KIND, HEADER, RUN_STATES, type RunState } from '../../src/model/snapshot.ts';
import type { Trace, TraceSummary } from '../../src/model/trace.ts';
import type { ActiveAction, PageMessage, SimulationApi, WorkerMessage } from '../../src/model/worker-protocol.ts';
import type { CreateEngine, Engine, Surroundings } from './engine.ts';
import { Outbox } from './outbox.ts';
import { Pacer } from './pacer.ts';
import { momentOf, RunLog, type Moment } from './run-log.ts';

/** Work between two looks at the messages that wait (performance.md section 1: 8 to 16 ms). */
const SLICE_MS = 10;
/** Events between two looks at the clock. */
const EVENTS_PER_LOOK = 2_000;
/** Pause between slices when the run is up to date; a timer cannot be shorter than about 4 ms. */
const REST_MS = 6;
/** Flights drawn per edge and take, at 30 takes a second: more cannot be told apart, and the page keeps 40 dots per edge. */
const FLIGHTS_PER_EDGE_AND_TAKE = 4;
const MIN_FLIGHTS_PER_TAKE = 16;
const MAX_FLIGHTS_PER_TAKE = 1_000;

/** No action in force, no decision made. */
const NOTHING_HAPPENED = '0';

/**
 * One page's simulation: loads designs, keeps the pace, sends buffers, remembers what was done to the run. It is the only
 * place that knows both the engine and wall time; the engine itself never sees a clock.
 */
export class PageSession implements SimulationApi {
  private engine: Engine | null = null;
  private design: Design | null = null;
  /** The design this run began with; edits since are in the log. */
  private firstDesign: Design | null = null;
  private epoch = 0;
  private state: RunState = 'empty';
  private speed: Speed = '1';
  private dotsWanted = true;
  private loopPlanned = false;
  private figuresDue = false;
  private actionsKey = NOTHING_HAPPENED;
  private decisionsSent = 0;
  /** Where the run was paused or stepped from, for stepping back the same way. */
  private stops: Moment[] = [];
  /** A new number makes a replay that is under way give up. */
  private replay = 0;
  /** A seek is under way and the run goes on after it. */
  private seeksRunning = false;
  private readonly log = new RunLog();
  private readonly pacer = new Pacer(1);
  private readonly outbox: Outbox;

  constructor(
    private readonly createEngine: CreateEngine,
    private readonly world: Surroundings,
  ) {
    this.outbox = new Outbox(world.post, world.now);
  }

  async load(design: Design, epoch: number): Promise<void> {
    this.design = design;
    this.begin(epoch);
  }

  async restart(epoch: number): Promise<void> {
    this.begin(epoch);
  }

  async play(): Promise<void> {
    const engine = this.loaded();
    if (this.state !== 'paused') return;
    this.state = 'running';
    this.stops = [];
    this.pacer.resume(this.world.now(), engine.timeNs);
    this.sendFigures(true);
    this.planLoop(0);
  }

  async pause(): Promise<void> {
    if (this.state !== 'running') return;
    this.state = 'paused';
    this.stops = [momentOf(this.loaded())];
    this.sendAll();
  }

  async setSpeed(speed: Speed): Promise<void> {
    this.speed = speed;
    this.pacer.speed = speedFactor(speed);
    if (this.engine !== null) this.pacer.resume(this.world.now(), this.engine.timeNs);
    this.applyDots();
  }

  async setDots(enabled: boolean): Promise<void> {
    this.dotsWanted = enabled;
    this.applyDots();
  }

  async step(unit: 'event' | 'request'): Promise<void> {
    const engine = this.loaded();
    if (this.state === 'running') await this.pause();
    if (this.state !== 'paused') return;
    this.stops.push(momentOf(engine));
    if (unit === 'event') engine.stepEvent();
    else engine.stepRequest();
    this.noticeEnd(engine);
    this.sendAll();
  }

  async stepBack(): Promise<void> {
    const engine = this.loaded();
    if (this.state === 'running') await this.pause();
    const here = engine.eventCount;
    const before = this.stops.findLast((stop) => stop.eventCount < here) ?? {
      eventCount: Math.max(0, here - 1),
      timeNs: 0,
    };
    this.stops = this.stops.filter((stop) => stop.eventCount < before.eventCount);
    await this.goTo(before);
  }

  async seek(timeNs: number): Promise<void> {
    const engine = this.loaded();
    const goesOn = this.state === 'running' || this.seeksRunning;
    const toNs = Math.min(Math.max(0, Math.round(timeNs)), engine.durationNs);
    this.seeksRunning = goesOn;
    this.state = 'paused';
    this.stops = [];
    // Flights of what is skipped are not to be seen.
    engine.setDots(false, 0);
    const turn = this.replay + 1;
    if (toNs >= engine.timeNs) {
      if (await this.inTurns(this.runTo(engine, toNs))) this.arrive(engine);
    } else
      await this.replaceEngine(
        (fresh) => this.log.replayUntil(fresh, toNs, EVENTS_PER_LOOK * 4),
        () => this.log.truncateAfter(toNs),
      );
    if (turn !== this.replay) return;
    this.seeksRunning = false;
    if (goesOn) await this.play();
  }

  async applyDesign(design: Design): Promise<void> {
    const engine = this.loaded();
    this.design = design;
    if (this.state === 'finished' || this.state === 'stopped') return;
    // Nothing happened yet: this is the design the run begins with, not an edit of it.
    this.flushHops(engine);
    if (engine.eventCount === 0 && engine.timeNs === 0 && this.log.isEmpty && this.state === 'paused')
      this.engine = this.create();
    else this.log.record(engine, (target) => target.applyDesign(design));
    this.applyDots();
    this.sendTopology();
    this.noticeActions();
    this.sendAll();
  }

  async act(target: ActionTarget, action: Action): Promise<number> {
    const id = this.log.record(this.loaded(), (engine) => engine.act(target, action));
    this.noticeActions();
    this.sendFigures(true);
    return id;
  }

  async endAction(id: number | 'all'): Promise<void> {
    this.log.record(this.loaded(), (engine) => engine.endAction(id));
    this.noticeActions();
    this.sendFigures(true);
  }

  async activeActions(): Promise<readonly ActiveAction[]> {
    return this.loaded().activeActions();
  }

  async traces(): Promise<readonly TraceSummary[]> {
    return this.loaded().traces();
  }

  async trace(requestId: number): Promise<Trace | null> {
    return this.loaded().trace(requestId);
  }

  async nodeCounts(nodeId: string): Promise<Readonly<Record<string, number>> | null> {
    return this.loaded().nodeCounts(nodeId);
  }

  async balancerView(nodeId: string): Promise<BalancerView | null> {
    return this.loaded().balancerView(nodeId);
  }

  async balancerBars(nodeIds: readonly string[]): Promise<readonly (BalancerView | null)[]> {
    return nodeIds.map((id) => this.loaded().balancerView(id, false));
  }

  async report(): Promise<Report> {
    return this.loaded().report();
  }

  async ping(): Promise<number> {
    return this.epoch;
  }

  /** A raw message of the page that is not a call. */
  receive(message: PageMessage): void {
    this.outbox.taken(message.kind, message.buffer.buffer as ArrayBuffer);
    if (message.kind === BUFFER_KIND.figures && this.figuresDue) this.sendFigures(true);
  }

  private loaded(): Engine {
    if (this.engine === null) throw new Error('No design is loaded.');
    return this.engine;
  }

  /** A new engine with the design as it is now. */
  private create(): Engine {
    if (this.design === null) throw new Error('No design is loaded.');
    this.firstDesign = this.design;
    return this.createEngine(this.design);
  }

  private begin(epoch: number): void {
    this.replay++;
    this.seeksRunning = false;
    this.engine = this.create();
    this.epoch = epoch;
    this.state = 'paused';
    this.stops = [];
    this.log.clear();
    this.pacer.achievedSpeed = 0;
    this.applyDots();
    this.sendTopology();
    this.actionsKey = NOTHING_HAPPENED;
    this.decisionsSent = 0;
    this.noticeActions();
    this.sendFigures(true);
  }

  private planLoop(delayMs: number): void {
    if (this.loopPlanned) return;
    this.loopPlanned = true;
    this.world.later(delayMs, () => {
      this.loopPlanned = false;
      try {
        this.loop();
      } catch (error) {
        this.crash(error);
      }
    });
  }

  private loop(): void {
    if (this.state !== 'running') return;
    const engine = this.loaded();
    const upToDate = this.slice(engine);
    this.noticeEnd(engine);
    this.noticeActions();
    this.sendFigures(this.figuresDue || this.state !== 'running');
    this.sendHops(false);
    if (this.state === 'running') this.planLoop(upToDate ? REST_MS : 0);
  }

  /** Works for at most one slice; true when the run is where the clock says. */
  private slice(engine: Engine): boolean {
    const startMs = this.world.now();
    const fromNs = engine.timeNs;
    const targetNs = this.pacer.target(startMs, fromNs);
    let arrived = false;
    do arrived = engine.advance(targetNs, EVENTS_PER_LOOK) || engine.finished;
    while (!arrived && this.world.now() - startMs < SLICE_MS);
    this.pacer.worked(this.world.now(), fromNs, engine.timeNs);
    return arrived;
  }

  private noticeEnd(engine: Engine): void {
    if (!engine.finished || (this.state !== 'running' && this.state !== 'paused')) return;
    this.state = engine.stopReason === 'none' ? 'finished' : 'stopped';
    // What the cap was reached by is in the warnings.
    if (this.state === 'stopped') this.sendTopology();
  }

  /** Runs anew from the start, through the same log, to a moment. */
  private async goTo(moment: Moment): Promise<void> {
    await this.replaceEngine(
      (engine) => this.log.replay(engine, moment, EVENTS_PER_LOOK * 4),
      () => this.log.truncate(moment),
    );
  }

  /** A new engine takes the place of this one once it has been brought there, unless something else was asked for meanwhile. */
  private async replaceEngine(bring: (engine: Engine) => Generator<void>, done: () => void): Promise<void> {
    if (this.firstDesign === null) return;
    this.state = 'paused';
    const engine = this.createEngine(this.firstDesign);
    if (!(await this.inTurns(bring(engine)))) return;
    done();
    this.engine = engine;
    this.arrive(engine);
  }

  /** The run is somewhere else now, paused. */
  private arrive(engine: Engine): void {
    this.state = 'paused';
    this.noticeEnd(engine);
    this.applyDots();
    this.sendTopology();
    this.noticeActions();
    this.sendFigures(true);
  }

  /** Works through `pieces` so that pings are answered and a restart is heard; false when another turn began. */
  private async inTurns(pieces: Generator<void>): Promise<boolean> {
    const turn = ++this.replay;
    for (const _ of pieces) {
      // One macrotask at a time is the point.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resolve) => this.world.later(0, resolve));
      if (turn !== this.replay) return false;
    }
    return true;
  }

  private *runTo(engine: Engine, timeNs: number): Generator<void> {
    while (!engine.advance(timeNs, EVENTS_PER_LOOK * 4)) yield;
  }

  private crash(error: unknown): void {
    this.state = 'stopped';
    this.post({ type: 'crashed', message: error instanceof Error ? error.message : String(error) });
  }

  private applyDots(): void {
    const { engine } = this;
    if (engine === null) return;
    const budget = Math.min(
      MAX_FLIGHTS_PER_TAKE,
      Math.max(MIN_FLIGHTS_PER_TAKE, FLIGHTS_PER_EDGE_AND_TAKE * engine.topology().edges.length),
    );
    engine.setDots(this.dotsWanted && this.speed !== 'max', budget);
  }

  private post(message: WorkerMessage): void {
    this.world.post(message, []);
  }

  private sendTopology(): void {
    this.post({ type: 'topology', epoch: this.epoch, ...this.loaded().topology() });
  }

  /** Tells the page when an action began or ended, planned ones too, and when the run did something by itself. */
  private noticeActions(): void {
    const engine = this.loaded();
    const active = engine.activeActions();
    const decisions = engine.decisions();
    const key = [decisions.length, ...active.map((one) => one.id)].join();
    if (key === this.actionsKey) return;
    this.actionsKey = key;
    this.post({ type: 'actions', active, decisions });
    // A rollback is among the warnings.
    if (decisions.length !== this.decisionsSent) this.sendTopology();
    this.decisionsSent = decisions.length;
  }

  private sendAll(): void {
    this.sendHops(true);
    this.sendFigures(true);
  }

  /** With `soon`, at once if the page took the last ones, else as soon as it has. */
  private sendFigures(soon: boolean): void {
    if (this.engine === null) return;
    if (!this.outbox.isOpen(BUFFER_KIND.figures, soon)) {
      this.figuresDue ||= soon;
      return;
    }
    this.figuresDue = false;
    this.send(BUFFER_KIND.figures, this.engine.writeFigures(this.epoch, this.outbox.spare(BUFFER_KIND.figures)));
  }

  private sendHops(soon: boolean): void {
    if (this.engine === null || !this.dotsWanted || this.speed === 'max' || !this.outbox.isOpen(BUFFER_KIND.hops, soon))
      return;
    this.send(BUFFER_KIND.hops, this.engine.takeHops(this.epoch, this.outbox.spare(BUFFER_KIND.hops)));
  }

  /** Rows are about to change: hops counted by the old ones go now, or not at all when the page is not ready for them. */
  private flushHops(engine: Engine): void {
    if (this.outbox.isOpen(BUFFER_KIND.hops, true)) this.sendHops(true);
    else engine.takeHops(this.epoch);
  }

  /** The engine knows neither pauses nor wall time: those two columns are ours. */
  private send(kind: number, values: Float64Array): void {
    values[HEADER.state] = RUN_STATES.indexOf(this.state);
    values[HEADER.achievedSpeed] = this.pacer.achievedSpeed;
    this.outbox.send(kind, values);
  }
}
