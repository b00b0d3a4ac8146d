import { RESPONSE_HEADER_BYTES } from '../../src/algorithms/transport/framing.ts';
import { CACHE_NOTE, OUTCOME_OK } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import { COUNT_NOT_MODIFIED, COUNT_SAVED_BYTES } from './metrics/counters.ts';
import { CALL_CONDITIONAL, CALL_REQUEST } from './operations.ts';
import type { RuntimeClass } from './runtime-class.ts';

const NOT_MODIFIED = CACHE_NOTE['not modified'];
/** Spreads the moments at which objects change over their interval: the golden ratio's share of it from one to the next. */
const GOLDEN = 0.618_033_988_749_894_8;

/**
 * Which version every object is of, as an entity tag says it (RFC 9110 section 8.8.3): an object gets another when it is written, and each time
 * its class says that it changes. A conditional call carries the version its caller has stored; whoever answers it while the object is still of
 * that version answers 304, with a header and no body (RFC 9110 section 15.4.5). Nothing is kept until somebody asks so.
 */
export class ObjectVersions {
  /** Conditional calls are made in this run. */
  isWatched = false;
  private readonly writes = new Map<number, { count: number; requestId: number }>();

  /** Of an answer of any node: a write changes its object once, a conditional call is told whether the stored version is still right. */
  answered(core: Core, job: Job): void {
    const { jobs } = core;
    if (jobs.outcome[job] !== OUTCOME_OK) return;
    const operation = jobs.operation[job] as number;
    const requestClass = core.classes[jobs.requestClass[job] as number];
    if (requestClass === undefined) return;
    if (operation === CALL_CONDITIONAL) this.validate(core, job, requestClass);
    else if (requestClass.isWrite && operation === CALL_REQUEST)
      this.written(jobs.key[job] as number, jobs.requestId[job] as number);
  }

  private validate(core: Core, job: Job, requestClass: RuntimeClass): void {
    const { jobs } = core;
    const version = this.versionOf(jobs.key[job] as number, requestClass, core.nowNs);
    const isSame = jobs.address[job] === version;
    jobs.address[job] = version;
    if (isSame) jobs.note[job] = NOT_MODIFIED;
    else if (jobs.note[job] === NOT_MODIFIED) jobs.note[job] = CACHE_NOTE.none;
    if (!isSame) return;
    const link = core.linkOf(job);
    for (const { counters } of [link.source, link.edge]) {
      counters.add(COUNT_NOT_MODIFIED, 1);
      counters.add(COUNT_SAVED_BYTES, requestClass.responseBytes - notModifiedBytes(requestClass.responseBytes));
    }
  }

  /** A write that passes several nodes is one: all of them answer for the same request. */
  private written(key: number, requestId: number): void {
    const known = this.writes.get(key);
    if (known === undefined) this.writes.set(key, { count: 1, requestId });
    else if (known.requestId !== requestId) {
      known.count += 1;
      known.requestId = requestId;
    }
  }

  private versionOf(key: number, { changesEveryS }: RuntimeClass, nowNs: number): number {
    const writes = this.writes.get(key)?.count ?? 0;
    if (changesEveryS === null) return writes;
    const phase = (key * GOLDEN) % 1;
    return writes + Math.floor(nowNs / NS_PER_S / changesEveryS + phase);
  }
}

/** A 304 is the header of the answer it stands for. */
export function notModifiedBytes(responseBytes: number): number {
  return Math.min(responseBytes, RESPONSE_HEADER_BYTES);
}
