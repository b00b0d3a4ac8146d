import type { BackendView } from './balancer-view.ts';
import type { Objective } from './objectives.ts';
import type { StopReason } from './snapshot.ts';

/** Latency of a set of requests in ms. NaN never appears: fields are null when `n` is 0. */
export interface LatencyReport {
  readonly n: number;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
  /** Half-width of the 95 % confidence interval of the mean from batch means; null below 10 batches. */
  readonly meanCi95: number | null;
}

export interface Totals {
  readonly issued: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly inFlight: number;
}

/** One-way traffic: messages nobody answers. Measured after the warm-up. */
export interface MessageReport {
  /** Ended: delivered or lost. */
  readonly sent: number;
  readonly delivered: number;
  /** On the way, or refused where it went. */
  readonly lost: number;
  /** Of the delivered: too late to be played. */
  readonly late: number;
  readonly lostRatio: number;
  readonly lateRatio: number;
  /** Mean of the interarrival jitter (RFC 3550 section 6.4.1) at each packet of media that arrived. */
  readonly jitterMs: number | null;
}

/** Counts are of the whole run (so they balance); latencies and rates leave out what ended in the warm-up. */
export interface ClassReport extends Totals {
  readonly errors: Readonly<Record<string, number>>;
  readonly latencyMs: LatencyReport;
  readonly goodputPerSecond: number;
  /** Only where one-way messages were sent. */
  readonly messages?: MessageReport;
}

export interface ClientReport extends ClassReport {
  readonly requests: Readonly<Record<string, ClassReport>>;
  /** What the client has counted for itself since the start, by words for people. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface EndpointReport {
  readonly arrivals: number;
  readonly completed: number;
  readonly failed: number;
  readonly utilization: number | null;
  readonly meanQueueLength: number;
}

export interface NodeReport {
  readonly kind: string;
  readonly arrivals: number;
  readonly completed: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Busy slots / slots over the measured time; null without slots. */
  readonly utilization: number | null;
  readonly queueWaitMs: LatencyReport;
  /** Time from arrival to answer. */
  readonly timeInNodeMs: LatencyReport;
  readonly meanQueueLength: number;
  readonly meanInNode: number;
  readonly replicas: readonly EndpointReport[];
  /** Answers that were older than the last write, since the warm-up ended. */
  readonly staleReads: number;
  /** Balancers: their backends at the end, with their counts since the start. */
  readonly backends?: readonly BackendView[];
  /** What the node has counted for itself since the start, by words for people ("questions repeated"). */
  readonly counts?: Readonly<Record<string, number>>;
  readonly cache?: {
    readonly hits: number;
    readonly misses: number;
    readonly hitRatio: number | null;
    /** Caches that revalidate: answers 304 of the origin, each of them a hit, and the bytes of bodies that did not travel again. */
    readonly notModified?: number;
    readonly savedBytes?: number;
  };
}

export interface EdgeReport {
  readonly attempts: number;
  readonly retries: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly latencyMs: LatencyReport;
  readonly rttMs: number;
  readonly bytes: { readonly sent: number; readonly received: number };
  readonly connections: {
    readonly opened: number;
    readonly open: number;
    /** Calls that found one open. */
    readonly reused: number;
    /** Opened with a TLS session from before. */
    readonly resumed: number;
    /** Open ones that nobody uses at the end. */
    readonly idle: number;
    /** Of the time of all answered calls, the share they waited for a connection to be opened; null without answers. */
    readonly handshakeShare: number | null;
  };
  /** What travelled, headers of every layer included; 0 where one delay stands for the whole network. */
  readonly wire: { readonly sentBytes: number; readonly receivedBytes: number; readonly packetsLost: number };
  /** Streaming calls: messages from the caller and from the server, and the time to the first of an answer (`latencyMs` is that to the last). */
  readonly stream?: { readonly sent: number; readonly received: number; readonly firstMessageMs: LatencyReport };
  /** Over gRPC: failures came back as HTTP answers without a gRPC status, because nothing behind the target speaks it. */
  readonly answersInHttp?: boolean;
  /** Attempts the caller gave up on while the target still worked for them. */
  readonly wasted: number;
}

export interface ObjectiveReport extends Objective {
  readonly measured: number | null;
  readonly met: boolean;
}

/** The result of a run: what the CLI prints with `--json` and the report panel shows (simulation.md section 10). */
export interface Report {
  readonly engineVersion: string;
  readonly seed: number;
  /** 16 hex digits over everything that happened: equal digests mean equal runs. */
  readonly digest: string;
  readonly simulatedSeconds: number;
  readonly warmupSeconds: number;
  readonly eventCount: number;
  readonly stopReason: StopReason;
  readonly totals: Totals;
  readonly clients: Readonly<Record<string, ClientReport>>;
  readonly nodes: Readonly<Record<string, NodeReport>>;
  readonly edges: Readonly<Record<string, EdgeReport>>;
  readonly objectives: readonly ObjectiveReport[];
  readonly warnings: readonly string[];
  /** Only the command line measures it. */
  readonly wallSeconds?: number;
}
