import type { Job } from '../../../src/model/sim-context.ts';
import type { Core } from '../core.ts';
import { OP_BITS } from '../kernel/event-queue.ts';
import { STATE_DECODING, STATE_ENCODING } from '../kernel/job-table.ts';
import type { Link } from '../network/link.ts';
import { CALL_REQUEST } from '../operations.ts';
import { payloadBytes, type Codec } from './codec.ts';

/**
 * The processor time of encodings. The caller writes the request before it leaves and reads the answer when it is there; both are part of
 * its call, so a slot that it holds meanwhile stays taken. The server reads the request and writes the answer as part of its work. A node
 * that only passes bodies on spends nothing; one that translates spends time where the encodings on its two sides differ.
 */
export class CodecWork {
  constructor(private readonly core: Core) {}

  /** Begins to write a request; false when that takes no time. */
  encodes(call: Job, link: Link): boolean {
    const { core } = this;
    const took = this.requestNs(call, link);
    if (took === 0) return false;
    if ((core.jobs.span[call] as number) >= 0) core.tracer.encoded(core.jobs, call, took);
    this.spend(call, STATE_ENCODING, took);
    return true;
  }

  /** Begins to read an answer; false when that takes no time. */
  decodes(call: Job, link: Link): boolean {
    const { core } = this;
    const took = this.answerNs(call, link);
    if (took === 0) return false;
    if ((core.jobs.span[call] as number) >= 0) core.tracer.decoded(core.jobs, call, took);
    this.spend(call, STATE_DECODING, took);
    return true;
  }

  /** What a server adds to its work on a request: reading it, and writing the answer. */
  atServerNs(job: Job): number {
    const { core } = this;
    if ((core.jobs.link[job] as number) < 0 || core.jobs.operation[job] !== CALL_REQUEST) return 0;
    const { codec, target } = core.linkOf(job);
    if (codec === null || target.spec.bodies !== 'read') return 0;
    return Math.round(codec.parseNsPerByte * this.request(job) + codec.serializeNsPerByte * this.answer(job));
  }

  private spend(call: Job, state: number, tookNs: number): void {
    const { jobs, events, nowNs } = this.core;
    jobs.state[call] = state;
    jobs.dueNs[call] = nowNs + tookNs;
    events.schedule(nowNs + tookNs, (call << OP_BITS) | state);
  }

  private requestNs(call: Job, { codec, source }: Link): number {
    if (codec === null || this.core.jobs.operation[call] !== CALL_REQUEST) return 0;
    if (source.spec.bodies === 'read') return Math.round(codec.serializeNsPerByte * this.request(call));
    const before = this.translated(call, codec);
    if (before === null || source.spec.bodies !== 'translated') return 0;
    return Math.round((before.parseNsPerByte + codec.serializeNsPerByte) * this.request(call));
  }

  private answerNs(call: Job, { codec, source }: Link): number {
    if (codec === null || this.core.jobs.operation[call] !== CALL_REQUEST) return 0;
    if (source.spec.bodies === 'read') return Math.round(codec.parseNsPerByte * this.answer(call));
    const before = this.translated(call, codec);
    if (before === null || source.spec.bodies !== 'translated') return 0;
    return Math.round((codec.parseNsPerByte + before.serializeNsPerByte) * this.answer(call));
  }

  /** The encoding in which the caller got what it passes on, where it is another one. */
  private translated(call: Job, codec: Codec): Codec | null {
    const { jobs } = this.core;
    const parent = jobs.parent[call] as Job;
    if (parent < 0 || (jobs.link[parent] as number) < 0) return null;
    const before = this.core.linkOf(parent).codec;
    return before === null || before.name === codec.name ? null : before;
  }

  private request(job: Job): number {
    const { classes, jobs } = this.core;
    return payloadBytes(classes[jobs.requestClass[job] as number]?.requestBytes ?? 0, true);
  }

  private answer(job: Job): number {
    const { classes, jobs } = this.core;
    return payloadBytes(classes[jobs.requestClass[job] as number]?.responseBytes ?? 0, false);
  }
}
