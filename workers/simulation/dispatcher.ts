import type { Job } from '../../src/model/sim-context.ts';
import { OUTCOME } from '../../src/model/outcome.ts';
import { CAPS } from '../../src/model/limits.ts';
import type { Calls } from './calls.ts';
import type { Core } from './core.ts';
import { OP_BITS, OP_MASK } from './kernel/event-queue.ts';
import type { Flights } from './network/flights.ts';
import type { Connections } from './network/connections.ts';
import {
  EVENT_BACKING_OFF,
  EVENT_DECODING,
  EVENT_ENCODING,
  EVENT_HANDSHAKE,
  EVENT_IDLE,
  EVENT_REPLYING,
  EVENT_RESENDING,
  EVENT_SENDING,
  EVENT_SIGNAL,
  EVENT_TIMEOUT,
  EVENT_TIMER,
  EVENT_WINDOW,
  EVENT_WORKING,
  CALL_RESOLVE,
} from './operations.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** What happens at events that concern no job. */
export interface ControlEvents {
  onControl(index: number): void;
  onWindow(): void;
}

/** Takes events off the queue and hands each to whom it concerns. Events that came too late are dropped here. */
export class Dispatcher {
  /** Events that concerned a job so far. */
  jobEvents = 0;
  /** Events at the present instant, to find endless loops in no time. */
  private atThisInstant = 0;
  private readonly lastNs = new Float64Array(1);

  constructor(
    private readonly core: Core,
    private readonly calls: Calls,
    private readonly flights: Flights,
    private readonly connections: Connections,
    private readonly control: ControlEvents,
  ) {}

  /** Processes up to `maxEvents` events not after `untilNs`. Returns true when there are none left until then, or the run was stopped. */
  advance(untilNs: number, maxEvents: number): boolean {
    const { core } = this;
    const { events } = core;
    for (let n = 0; n < maxEvents; n += 1) {
      const payload = events.pop(untilNs);
      if (payload < 0) return true;
      core.eventCount += 1;
      this.guardInstant(events.clock[0] as number);
      this.dispatch(payload >>> OP_BITS, payload & OP_MASK);
      if (core.stopReason !== 'none') return true;
    }
    return false;
  }

  private guardInstant(timeNs: number): void {
    if (timeNs !== this.lastNs[0]) {
      this.lastNs[0] = timeNs;
      this.atThisInstant = 0;
      return;
    }
    this.atThisInstant += 1;
    if (this.atThisInstant > CAPS.eventsAtOneInstant) this.core.stop('instant_events', this.busyNodes());
  }

  private dispatch(slot: number, operation: number): void {
    const { jobs, events } = this.core;
    if (operation < EVENT_TIMEOUT) {
      if (jobs.state[slot] === operation && jobs.dueNs[slot] === events.clock[0])
        this.dispatchJob(slot as Job, operation);
    } else if (operation === EVENT_TIMEOUT) {
      if (jobs.deadlineNs[slot] === events.clock[0]) this.calls.timeOut(slot as Job);
    } else if (operation === EVENT_TIMER) this.fireTimer(slot);
    else if (operation === EVENT_WINDOW) this.control.onWindow();
    else if (operation < EVENT_HANDSHAKE) this.control.onControl(slot);
    else this.dispatchConnection(slot, operation);
  }

  private dispatchConnection(slot: number, operation: number): void {
    const { connections, events } = this.core;
    if (operation === EVENT_IDLE) {
      if (connections.deadlineNs[slot] === events.clock[0]) this.connections.onIdle(slot);
      return;
    }
    this.jobEvents += 1;
    if (operation === EVENT_SIGNAL) this.connections.transport.onSignal(slot);
    else this.connections.handshakes.onEvent(slot);
  }

  private dispatchJob(job: Job, operation: number): void {
    this.jobEvents += 1;
    switch (operation) {
      case EVENT_SENDING:
        this.calls.arrive(job);
        return;
      case EVENT_REPLYING:
        this.calls.returned(job);
        return;
      case EVENT_WORKING:
        this.calls.workDone(job);
        return;
      case EVENT_BACKING_OFF:
        if (!this.connections.sockets.reconnects(job)) this.calls.tryAgain(job);
        return;
      case EVENT_RESENDING:
        this.resend(job);
        return;
      case EVENT_ENCODING:
        this.calls.send(job, this.core.linkOf(job));
        return;
      case EVENT_DECODING:
        this.calls.attemptEnded(job, this.core.jobs.outcome[job] as number);
        return;
      default:
        throw new RangeError(
          `No event with operation ${operation} (job ${job}, time ${this.core.nowNs} ns, seed ${this.core.seed})`,
        );
    }
  }

  private resend(job: Job): void {
    const isLookup = this.core.jobs.operation[job] === CALL_RESOLVE;
    if (isLookup || this.core.linkOf(job).transport.isDatagram) this.calls.attemptEnded(job, OUTCOME.packet_lost);
    else if (!this.flights.resend(job)) this.calls.attemptEnded(job, OUTCOME.partitioned);
  }

  private fireTimer(timer: number): void {
    const { timers, nodes } = this.core;
    const node = nodes[timers.node[timer] as number] as RuntimeNode;
    const tag = timers.tag[timer] as number;
    timers.fired(timer);
    if (!node.removed) node.behaviour.onTimer?.(tag);
  }

  /** Nodes that have most jobs right now: most likely the ones that call each other without end. */
  private busyNodes(): string {
    const { nodes, stations } = this.core;
    const present = (node: RuntimeNode): number =>
      node.stations.reduce((sum, station) => sum + (stations.present[station] as number), 0);
    return nodes
      .filter((node) => !node.removed && present(node) > 0)
      .toSorted((a, b) => present(b) - present(a))
      .slice(0, 3)
      .map((node) => node.id)
      .join(', ');
  }
}
