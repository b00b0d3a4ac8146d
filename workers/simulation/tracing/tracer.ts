import { OUTCOME, type OutcomeCode } from '../../../src/model/outcome.ts';
import type { FlightKind, TraceSummary } from '../../../src/model/trace.ts';
import type { JobTable } from '../kernel/job-table.ts';

/** Requests watched in each window of the metrics: below this rate all are, above it every k-th. */
const WATCHED_PER_WINDOW = 40;
const KEPT_SLOWEST = 20;
const KEPT_FAILED = 40;
const KEPT_ORDINARY = 30;
/** Flights kept of one request: a large answer over a bad line has hundreds. */
const KEPT_FLIGHTS = 600;
const NOT_YET = -1;

/** A span while it is being recorded. Times in ns, NOT_YET when it has not happened. */
export interface OpenSpan {
  readonly parent: number;
  readonly node: number;
  readonly edgeLink: number;
  endpoint: number;
  readonly attempt: number;
  readonly operation: number;
  readonly startNs: number;
  beganNs: number;
  tcpNs: number;
  sentNs: number;
  arrivedNs: number;
  queueNs: number;
  /** Writing the request and reading the answer, at the caller. */
  encodeNs: number;
  decodeNs: number;
  /** Waited for a connection that others used. */
  poolNs: number;
  /** The first bytes of the answer were back, where it came in several bursts. */
  firstBytesNs: number;
  repliedNs: number;
  endNs: number;
  outcome: OutcomeCode;
  note: number;
}

/**
 * Packets that left together, as the network code reports them. `arrivedNs` -1 when they were lost; `deliveredNs` is later where they waited for
 * something before them. `bytes`: as the transport carries them, of a handshake all on the wire.
 */
export interface OpenFlight {
  readonly kind: FlightKind;
  readonly toTarget: boolean;
  readonly link: number;
  readonly connection: number;
  readonly sentNs: number;
  readonly arrivedNs: number;
  readonly deliveredNs: number;
  readonly bytes: number;
  readonly packets: number;
  readonly resend: number;
}

/** A watched request with its spans; the first is the request at its client. */
export interface OpenTrace {
  readonly requestId: number;
  readonly client: number;
  readonly requestClass: number;
  readonly startNs: number;
  latencyNs: number;
  outcome: OutcomeCode;
  readonly spans: OpenSpan[];
  readonly flights: { readonly span: number; readonly flight: OpenFlight }[];
  kept: TraceSummary['kept'];
}

/**
 * Records what happens to watched requests and keeps the slowest, the failed and some ordinary ones. A job of a watched request
 * has the number of its span in the job table; jobs that outlive their request find no trace and are ignored.
 */
export class Tracer {
  private readonly active = new Map<number, OpenTrace>();
  private slowest: OpenTrace[] = [];
  private failed: OpenTrace[] = [];
  private ordinary: OpenTrace[] = [];
  private stride = 1;
  private nextWatched = 0;
  private issuedInWindow = 0;

  /** Follows the rate: called when a window closes. */
  adapt(): void {
    this.stride = Math.max(1, Math.ceil(this.issuedInWindow / WATCHED_PER_WINDOW));
    this.issuedInWindow = 0;
  }

  /** Decides whether a request just issued is watched, and starts its trace. */
  issued(jobs: JobTable, job: number, nowNs: number): void {
    this.issuedInWindow += 1;
    const requestId = jobs.requestId[job] as number;
    if (requestId < this.nextWatched) return;
    this.nextWatched = requestId + this.stride;
    const trace: OpenTrace = {
      requestId,
      client: jobs.node[job] as number,
      requestClass: jobs.requestClass[job] as number,
      startNs: nowNs,
      latencyNs: 0,
      outcome: 0,
      spans: [],
      flights: [],
      kept: 'ordinary',
    };
    this.active.set(requestId, trace);
    trace.spans.push(newSpan(jobs, job, -1, nowNs));
    jobs.span[job] = 0;
  }

  /** A call of a watched job begins (its backoff, if it is a retry). */
  open(jobs: JobTable, call: number, parent: number, nowNs: number): void {
    const trace = this.active.get(jobs.requestId[call] as number);
    if (trace === undefined || parent < 0) return;
    jobs.span[call] = trace.spans.length;
    trace.spans.push(newSpan(jobs, call, jobs.span[parent] as number, nowNs));
  }

  began(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.beganNs = nowNs;
  }

  /** It no longer waits for a connection of somebody else: it has one, or one is opened for it. */
  pooled(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.poolNs = nowNs - span.beganNs - span.encodeNs;
  }

  encoded(jobs: JobTable, job: number, tookNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.encodeNs = tookNs;
  }

  decoded(jobs: JobTable, job: number, tookNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.decodeNs = tookNs;
  }

  firstBytes(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined && span.firstBytesNs === NOT_YET) span.firstBytesNs = nowNs;
  }

  /** A handshake round trip is done; the first is TCP's. */
  shook(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined && span.tcpNs === NOT_YET) span.tcpNs = nowNs;
  }

  /** Packets left for a watched job: ask for `jobs.span[job] >= 0` first, so that nothing is made for the others. */
  flew(jobs: JobTable, job: number, flight: OpenFlight): void {
    const trace = this.active.get(jobs.requestId[job] as number);
    if (trace === undefined) return;
    const span = jobs.span[job] as number;
    const last = trace.flights.at(-1);
    if (last !== undefined && last.span === span && goesWith(last.flight, flight)) {
      const bytes = last.flight.bytes + flight.bytes;
      trace.flights[trace.flights.length - 1] = {
        span,
        flight: { ...flight, bytes, packets: last.flight.packets + flight.packets },
      };
    } else if (trace.flights.length < KEPT_FLIGHTS) trace.flights.push({ span, flight });
  }

  sent(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span === undefined) return;
    span.sentNs = nowNs;
    span.endpoint = jobs.endpoint[job] as number;
  }

  arrived(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.arrivedNs = nowNs;
  }

  queued(jobs: JobTable, job: number, waitedNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span !== undefined) span.queueNs += waitedNs;
  }

  replied(jobs: JobTable, job: number, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span === undefined || span.endNs !== NOT_YET || span.repliedNs !== NOT_YET) return;
    span.repliedNs = nowNs;
    span.note = jobs.note[job] as number;
  }

  ended(jobs: JobTable, job: number, outcome: OutcomeCode, nowNs: number): void {
    const span = this.spanOf(jobs, job);
    if (span === undefined) return;
    span.endNs = nowNs;
    span.outcome = outcome;
  }

  /** The watched request itself has ended: keeps its trace or forgets it. */
  closed(jobs: JobTable, job: number, outcome: OutcomeCode, nowNs: number): void {
    const requestId = jobs.requestId[job] as number;
    const trace = this.active.get(requestId);
    if (trace === undefined) return;
    this.ended(jobs, job, outcome, nowNs);
    this.active.delete(requestId);
    trace.latencyNs = nowNs - trace.startNs;
    trace.outcome = outcome;
    this.keep(trace);
  }

  /** Kept traces: slowest first, then failed and ordinary ones, newest first. */
  kept(): OpenTrace[] {
    return [...this.slowest, ...this.failed.toReversed(), ...this.ordinary.toReversed()];
  }

  private keep(trace: OpenTrace): void {
    if (trace.outcome !== OUTCOME.ok) {
      trace.kept = 'failed';
      push(this.failed, trace, KEPT_FAILED);
      return;
    }
    const last = this.slowest.at(-1);
    if (this.slowest.length < KEPT_SLOWEST || (last !== undefined && trace.latencyNs > last.latencyNs)) {
      trace.kept = 'slowest';
      const at = this.slowest.findIndex((other) => other.latencyNs < trace.latencyNs);
      this.slowest.splice(at === -1 ? this.slowest.length : at, 0, trace);
      if (this.slowest.length > KEPT_SLOWEST) this.slowest.pop();
      return;
    }
    push(this.ordinary, trace, KEPT_ORDINARY);
  }

  private spanOf(jobs: JobTable, job: number): OpenSpan | undefined {
    return this.active.get(jobs.requestId[job] as number)?.spans[jobs.span[job] as number];
  }
}

/** Two pieces of one message in the same burst: it took turns with other messages. */
function goesWith(one: OpenFlight, other: OpenFlight): boolean {
  return (
    one.connection >= 0 &&
    one.connection === other.connection &&
    one.kind === other.kind &&
    one.sentNs === other.sentNs &&
    one.arrivedNs === other.arrivedNs &&
    one.deliveredNs === other.deliveredNs &&
    one.resend === other.resend
  );
}

function push(list: OpenTrace[], trace: OpenTrace, limit: number): void {
  list.push(trace);
  if (list.length > limit) list.shift();
}

function newSpan(jobs: JobTable, job: number, parent: number, nowNs: number): OpenSpan {
  return {
    parent,
    node: jobs.node[job] as number,
    edgeLink: parent < 0 ? -1 : (jobs.link[job] as number),
    endpoint: jobs.endpoint[job] as number,
    attempt: jobs.attempt[job] as number,
    operation: jobs.operation[job] as number,
    startNs: nowNs,
    beganNs: nowNs,
    tcpNs: NOT_YET,
    sentNs: NOT_YET,
    arrivedNs: NOT_YET,
    queueNs: 0,
    encodeNs: 0,
    decodeNs: 0,
    poolNs: 0,
    firstBytesNs: NOT_YET,
    repliedNs: NOT_YET,
    endNs: NOT_YET,
    outcome: OUTCOME.in_flight,
    note: 0,
  };
}
