import { InterarrivalJitter } from '../../algorithms/statistics/interarrival-jitter.ts';
import type { Job, SimContext } from '../../model/sim-context.ts';
import { NS_PER_MS } from '../../model/units.ts';

/** Jobs say in their phase which stream they are of: from here on, as 1 is a user of a closed loop. */
const FIRST_PHASE = 2;
/** Streams at once: phases are 16 bits. More would be over a million packets a second. */
const MAX_STREAMS = 32_000;

/** Packets of one user at a steady pace. */
interface Stream {
  readonly classIndex: number;
  readonly key: number;
  readonly user: number;
  /** The user of a closed loop begins to think when it is over. */
  readonly isLoop: boolean;
  readonly jitter: InterarrivalJitter;
  packetsLeft: number;
  underWay: number;
}

/** What streams need of the client. */
export interface StreamPort {
  readonly sim: Pick<
    SimContext,
    'classes' | 'timer' | 'issue' | 'setPhase' | 'phaseOf' | 'callDurationNs' | 'countJitter'
  >;
  /** Sends what was issued on its way. */
  send(job: Job): void;
  /** The user of a closed loop is done. */
  ended(user: number): void;
}

/** Media: each arrival of the load begins a stream, which sends its packets by a timer of its own (tags below 0). */
export class Streams {
  private readonly streams: (Stream | null)[] = [];
  private readonly free: number[] = [];
  private refused = 0;

  constructor(private readonly port: StreamPort) {}

  begin(classIndex: number, key: number, user: number, isLoop: boolean): void {
    const requestClass = this.port.sim.classes[classIndex];
    if (requestClass === undefined) return;
    const slot = this.free.pop() ?? this.streams.length;
    if (slot >= MAX_STREAMS) {
      this.refused += 1;
      if (isLoop) this.port.ended(user);
      return;
    }
    const packets = Math.max(1, Math.round((requestClass.streamS * 1_000) / requestClass.packetEveryMs));
    const jitter = new InterarrivalJitter();
    this.streams[slot] = { classIndex, key, user, isLoop, jitter, packetsLeft: packets, underWay: 0 };
    this.next(slot);
  }

  /** True when the timer was one of a stream. */
  onTimer(tag: number): boolean {
    if (tag >= 0) return false;
    this.next(-1 - tag);
    return true;
  }

  /** A packet has arrived, or never will. */
  onPacketEnd(job: Job, hasArrived: boolean): void {
    const { sim } = this.port;
    const slot = sim.phaseOf(job) - FIRST_PHASE;
    const stream = this.streams[slot];
    if (stream === undefined || stream === null) return;
    if (hasArrived) sim.countJitter(job, stream.jitter.arrived(sim.callDurationNs(job)));
    stream.underWay -= 1;
    this.endWhenDone(slot, stream);
  }

  get counts(): Readonly<Record<string, number>> {
    return this.refused > 0 ? { 'streams beyond 32,000 at once, not begun': this.refused } : {};
  }

  private next(slot: number): void {
    const { sim } = this.port;
    const stream = this.streams[slot] as Stream;
    const requestClass = sim.classes[stream.classIndex];
    // An edit took away what it was: it ends here.
    if (requestClass?.sends !== 'media') stream.packetsLeft = 0;
    if (stream.packetsLeft === 0 || requestClass === undefined) {
      this.endWhenDone(slot, stream);
      return;
    }
    stream.packetsLeft -= 1;
    stream.underWay += 1;
    if (stream.packetsLeft > 0) sim.timer(requestClass.packetEveryMs * NS_PER_MS, -1 - slot);
    const job = sim.issue(stream.classIndex, stream.key, stream.user);
    sim.setPhase(job, slot + FIRST_PHASE);
    this.port.send(job);
  }

  private endWhenDone(slot: number, stream: Stream): void {
    if (stream.packetsLeft > 0 || stream.underWay > 0) return;
    this.streams[slot] = null;
    this.free.push(slot);
    if (stream.isLoop) this.port.ended(stream.user);
  }
}
