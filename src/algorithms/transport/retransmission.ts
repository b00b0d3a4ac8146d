import type { RandomStream } from '../../model/random-stream.ts';
import { NS_PER_MS, NS_PER_S } from '../../model/units.ts';
import { REORDERING_THRESHOLD } from './congestion.ts';

/** Least retransmission time-out of an established connection (Linux TCP_RTO_MIN; RFC 6298 section 2.4 would have 1 s). */
export const LEAST_RTO_NS = 200 * NS_PER_MS;
/** First time-out before the round trip is known (RFC 6298 section 2; RFC 9002 section 6.2.2 gives QUIC 999 ms). */
export const FIRST_RTO_NS = NS_PER_S;
/** Longest time-out between two retransmissions (RFC 6298 section 2.5 allows any maximum of at least 60 s). */
export const MAX_RTO_NS = 60 * NS_PER_S;
/** Sent again this often, then the connection is given up (Linux tcp_retries2). */
export const MAX_RESENDS = 15;
/** A QUIC receiver may wait this long with an acknowledgement (RFC 9000 section 18.2, max_ack_delay). */
const MAX_ACK_DELAY_NS = 25 * NS_PER_MS;

/** Time-out from the smoothed round trip and its variation (RFC 6298 section 2.3; QUIC's probe time-out, RFC 9002 section 6.2.1). */
export function retransmissionTimeoutNs(srttNs: number, rttVarNs: number, isQuic: boolean): number {
  const estimateNs = srttNs + 4 * rttVarNs;
  return isQuic ? estimateNs + MAX_ACK_DELAY_NS : Math.max(LEAST_RTO_NS, estimateNs);
}

/** A time-out after it ran out `times` times. */
export function backedOffNs(rtoNs: number, times: number): number {
  let waitNs = rtoNs;
  for (let i = 0; i < times && waitNs < MAX_RTO_NS; i += 1) waitNs *= 2;
  return Math.min(waitNs, MAX_RTO_NS);
}

/** What became of the packets of one burst. Reused for each draw, so that nothing is allocated. */
export class BurstLoss {
  /** Packets that were lost at first. */
  lost = 0;
  /** Packets that were lost in all: those that were sent again and lost again, too. */
  losses = 0;
  /** One of them had too few behind it, or was lost again: a time-out was needed. */
  timedOut = false;
  /** One of them was given up: it was lost MAX_RESENDS times. */
  isHopeless = false;
  /** Each packet that was sent again, as often as it was: its place in the burst, counted from the end. */
  readonly resentPackets: number[] = [];
  /** How long after it left first it was sent again; those of one packet follow each other in time. */
  readonly resentNs: number[] = [];
  /** Packets of the burst that arrived at once, counted from its end so far. */
  private behind = 0;
  /** Packets drawn so far. */
  private drawn = 0;

  /** Begins with the last packet of a burst. */
  reset(): void {
    this.lost = 0;
    this.losses = 0;
    this.timedOut = false;
    this.isHopeless = false;
    this.behind = 0;
    this.drawn = 0;
    this.resentPackets.length = 0;
    this.resentNs.length = 0;
  }

  /**
   * Draws the fate of `packets` packets, those before what was drawn so far. Returns by how much the last of them to arrive is late: 0 when none
   * is lost; a round trip when enough packets arrived behind each hole; else time-outs, doubling.
   */
  draw(stream: RandomStream, lossRatio: number, packets: number, rttNs: number, rtoNs: number): number {
    let lateNs = 0;
    for (let i = 0; i < packets; i += 1) {
      if (stream.uniform() >= lossRatio) this.behind += 1;
      else {
        this.lost += 1;
        lateNs = Math.max(lateNs, this.recoveryNs(stream, lossRatio, rttNs, rtoNs));
      }
      this.drawn += 1;
    }
    return lateNs;
  }

  private recoveryNs(stream: RandomStream, lossRatio: number, rttNs: number, rtoNs: number): number {
    const isFast = this.behind >= REORDERING_THRESHOLD;
    let lateNs = isFast ? rttNs : rtoNs;
    this.losses += 1;
    if (!isFast) this.timedOut = true;
    let resends = isFast ? 0 : 1;
    this.resent(lateNs);
    while (stream.uniform() < lossRatio) {
      this.timedOut = true;
      this.losses += 1;
      lateNs += backedOffNs(rtoNs, resends);
      resends += 1;
      if (resends >= MAX_RESENDS) {
        this.isHopeless = true;
        break;
      }
      this.resent(lateNs);
    }
    return lateNs;
  }

  private resent(afterNs: number): void {
    this.resentPackets.push(this.drawn);
    this.resentNs.push(afterNs);
  }
}
