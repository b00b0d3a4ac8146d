import { BatchMeans } from '../../src/algorithms/statistics/batch-means.ts';
import { isIdempotent, isSafe, type RequestClassConfig } from '../../src/model/request.ts';
import type { RequestClass } from '../../src/model/sim-context.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import { Counters } from './metrics/counters.ts';
import { LatencyRecorder } from './metrics/latency-recorder.ts';
import { CALL_MESSAGE, CALL_REQUEST } from './operations.ts';

/** A request class of one client during a run, with the counts of its requests. */
export class RuntimeClass implements RequestClass {
  readonly counters = new Counters();
  /** Requests that succeeded, from issuing to the answer. */
  readonly latency = new LatencyRecorder();
  readonly batches = new BatchMeans();
  removed = false;

  readonly name: string;
  readonly method: RequestClassConfig['method'];
  readonly path: string;
  readonly header: string;
  readonly sends: RequestClassConfig['sends'];
  readonly packetEveryMs: number;
  readonly streamS: number;
  readonly playoutMs: number;
  readonly share: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly keyCount: number;
  readonly zipfExponent: number;
  readonly cacheTtlS: number | null;
  readonly changesEveryS: number | null;
  readonly idempotencyKey: boolean;
  readonly reusedKeyRatio: number;
  readonly forgedRatio: number;
  readonly malformedRatio: number;
  readonly missingRatio: number;
  readonly isWrite: boolean;
  readonly isIdempotent: boolean;
  /** An attempt that may have been worked on may be made again (RFC 9110 section 9.2.2, or its key says it is the same). */
  readonly mayRepeat: boolean;
  readonly isPlain: boolean;
  /** Of the jobs that clients issue: a message nobody answers, or a request. */
  readonly operation: number;
  /** Media: what is delivered later than this after it was sent is too late; Infinity for everything else. */
  readonly playedAfterNs: number;
  private readonly configText: string;

  constructor(
    readonly index: number,
    readonly clientIndex: number,
    readonly firstKey: number,
    config: RequestClassConfig,
    /** Answers later than this do not count as good; Infinity for any. */
    readonly goodWithinNs: number,
  ) {
    this.name = config.name;
    this.method = config.method;
    this.path = config.path;
    this.header = config.header;
    this.sends = config.sends;
    this.packetEveryMs = config.packetEveryMs;
    this.streamS = config.streamS;
    this.playoutMs = config.playoutMs;
    this.operation = config.sends === 'media' || config.sends === 'events' ? CALL_MESSAGE : CALL_REQUEST;
    this.playedAfterNs = config.sends === 'media' ? config.playoutMs * NS_PER_MS : Infinity;
    this.share = config.share;
    this.requestBytes = config.requestBytes;
    this.responseBytes = config.responseBytes;
    this.keyCount = config.keyCount;
    this.zipfExponent = config.zipfExponent;
    this.cacheTtlS = config.cacheTtlS;
    this.changesEveryS = config.changesEveryS ?? null;
    this.idempotencyKey = config.idempotencyKey;
    this.reusedKeyRatio = config.reusedKeyRatio;
    this.forgedRatio = config.forgedRatio;
    this.malformedRatio = config.malformedRatio;
    this.missingRatio = config.missingRatio;
    this.isWrite = !isSafe(config.method);
    this.isIdempotent = isIdempotent(config.method);
    this.mayRepeat = this.isIdempotent || config.idempotencyKey;
    this.isPlain =
      !this.isWrite && !config.idempotencyKey && config.forgedRatio + config.malformedRatio + config.missingRatio === 0;
    this.configText = JSON.stringify(config);
  }

  /** Whether this class is what a configuration asks for. */
  isFor(config: RequestClassConfig, goodWithinNs: number): boolean {
    return goodWithinNs === this.goodWithinNs && JSON.stringify(config) === this.configText;
  }
}
