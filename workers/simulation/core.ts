import { Digest } from '../../src/algorithms/statistics/digest.ts';
import { deriveStream, type Sfc32 } from '../../src/algorithms/sampling/sfc32.ts';
import type { Decision } from '../../src/model/decision.ts';
import { CAPS } from '../../src/model/limits.ts';
import type { Address, Job } from '../../src/model/sim-context.ts';
import type { StopReason } from '../../src/model/snapshot.ts';
import { EventQueue } from './kernel/event-queue.ts';
import { FLAG_HOLDS_SLOT, JobTable, STATE_IDLE, STATE_QUEUED } from './kernel/job-table.ts';
import { StationTable } from './kernel/station-table.ts';
import { TimerTable } from './kernel/timer-table.ts';
import { emptyCounts } from './metrics/counters.ts';
import { LatencyRecorder } from './metrics/latency-recorder.ts';
import { ConnectionTable } from './network/connection-table.ts';
import type { Link } from './network/link.ts';
import { MessageTable, SignalTable } from './network/transfer-tables.ts';
import { ObjectVersions } from './object-versions.ts';
import type { RuntimeClass } from './runtime-class.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode } from './runtime-node.ts';
import { HopLog } from './tracing/hop-log.ts';
import { Tracer } from './tracing/tracer.ts';

/** Sums over all clients since the start of the run, exact at every instant. */
export class Totals {
  issued = 0;
  succeeded = 0;
  failed = 0;

  get inFlight(): number {
    return this.issued - this.succeeded - this.failed;
  }
}

/** Everything a run consists of. The parts (`calls.ts`, `flights.ts`, `faults.ts`, ...) work on it. */
export class Core {
  readonly events = new EventQueue();
  readonly jobs = new JobTable();
  readonly stations = new StationTable(this.events.clock);
  readonly timers = new TimerTable();
  readonly connections = new ConnectionTable();
  readonly messages = new MessageTable();
  readonly signals = new SignalTable();
  readonly nodes: RuntimeNode[] = [];
  readonly edges: RuntimeEdge[] = [];
  readonly links: Link[] = [];
  readonly classes: RuntimeClass[] = [];
  /** Lists of instances that registries answered with. A list never changes, so its number says which it was. */
  readonly addressLists: (readonly Address[])[] = [];
  /** What the engine did by itself, in order. */
  readonly decisions: Decision[] = [];
  readonly totals = new Totals();
  /** Failures of clients' requests by outcome, laid out as COUNT. */
  readonly clientCounts = emptyCounts();
  readonly versions = new ObjectVersions();
  readonly digest = new Digest();
  readonly tracer = new Tracer();
  readonly hops = new HopLog();
  /** Latency of all clients' requests that succeeded. */
  readonly clientLatency = new LatencyRecorder();
  keyCount = 0;
  /** Some edge counts its encoding, or cancels: asked before anything is looked up for it. */
  hasCodecs = false;
  hasCancelling = false;
  hasStreams = false;
  requestsEnded = 0;
  /** Most requests of clients in flight at once so far. */
  mostInFlight = 0;
  eventCount = 0;
  wasted = 0;
  stopReason: StopReason = 'none';
  /** Words for a stop: which nodes were involved. */
  stopDetail = '';

  /** Which requests an `errors` action hits. */
  readonly troubleStream: Sfc32;

  constructor(readonly seed: number) {
    this.troubleStream = this.stream('', 'errors');
  }

  get nowNs(): number {
    return this.events.clock[0] as number;
  }

  stream(owner: string, purpose: string): Sfc32 {
    return deriveStream(this.seed, owner, purpose);
  }

  /** A new job slot; stops the run at the cap (the slot is still valid, so that the current event can end). */
  allocate(): Job {
    if (this.jobs.live >= CAPS.liveJobs) this.stop('live_jobs', '');
    return this.jobs.allocate() as Job;
  }

  stop(reason: StopReason, detail: string): void {
    if (this.stopReason !== 'none') return;
    this.stopReason = reason;
    this.stopDetail = detail;
  }

  /** Stops the run at the memory cap. */
  checkMemory(): void {
    const transports = this.connections.bytes + this.messages.bytes + this.signals.bytes;
    if (this.jobs.bytes + this.events.bytes + transports > CAPS.memoryBytes) this.stop('memory', '');
  }

  nodeOf(job: Job): RuntimeNode {
    return this.nodes[this.jobs.node[job] as number] as RuntimeNode;
  }

  linkOf(job: Job): Link {
    return this.links[this.jobs.link[job] as number] as Link;
  }

  classOf(job: Job): RuntimeClass {
    return this.classes[this.jobs.requestClass[job] as number] as RuntimeClass;
  }

  /** Gives back the slot a job holds and lets the next one in. */
  leaveStation(job: Job): void {
    const { jobs, stations } = this;
    if (((jobs.flags[job] as number) & FLAG_HOLDS_SLOT) === 0) return;
    jobs.flags[job] = (jobs.flags[job] as number) & ~FLAG_HOLDS_SLOT;
    const node = this.nodeOf(job);
    const station = node.stations[jobs.endpoint[job] as number] as number;
    stations.giveBack(station);
    this.admitNext(node, station);
  }

  /** Fills free slots of a station from its queue. */
  admitNext(node: RuntimeNode, station: number): void {
    const { jobs, stations } = this;
    while ((stations.queueLength[station] as number) > 0 && stations.take(station)) {
      this.startInSlot(node, stations.dequeue(station, jobs.next) as Job);
    }
  }

  /** Waits for a slot of the job's endpoint. Returns false when the queue was full: the caller ends the job. */
  enterStation(job: Job): boolean {
    const { jobs, stations } = this;
    const node = this.nodeOf(job);
    const station = node.stations[jobs.endpoint[job] as number] as number;
    const now = this.nowNs;
    if ((stations.queueLength[station] as number) === 0 && stations.take(station)) {
      jobs.dueNs[job] = now;
      this.startInSlot(node, job);
      return true;
    }
    if (!stations.hasRoom(station)) return false;
    jobs.state[job] = STATE_QUEUED;
    jobs.dueNs[job] = now;
    stations.enqueue(station, job, jobs.next);
    return true;
  }

  private startInSlot(node: RuntimeNode, job: Job): void {
    const { jobs } = this;
    const waitedNs = this.nowNs - (jobs.dueNs[job] as number);
    jobs.state[job] = STATE_IDLE;
    jobs.dueNs[job] = -1;
    jobs.flags[job] = (jobs.flags[job] as number) | FLAG_HOLDS_SLOT;
    node.queueWait.record(waitedNs);
    if ((jobs.span[job] as number) >= 0) this.tracer.queued(jobs, job, waitedNs);
    (node.behaviour.onSlot as (job: Job) => void).call(node.behaviour, job);
  }
}
