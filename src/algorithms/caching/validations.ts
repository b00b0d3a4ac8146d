import { CACHE_NOTE } from '../../model/outcome.ts';
import type { Job, SimContext } from '../../model/sim-context.ts';
import { RESPONSE_HEADER_BYTES } from '../transport/framing.ts';

/** What became of the questions a cache asked its origin with If-None-Match (RFC 9111 section 4.3.3), counted for the inspector and the report. */
export class Validations {
  private notModified = 0;
  private changed = 0;
  private savedBytes = 0;

  /** A conditional call was answered: true for 304. One without anything stored is always answered in full. */
  answered(sim: Pick<SimContext, 'noteOf' | 'classOf'>, call: Job): boolean {
    const isSame = sim.noteOf(call) === CACHE_NOTE['not modified'];
    if (isSame) {
      this.notModified += 1;
      this.savedBytes += Math.max(0, sim.classOf(call).responseBytes - RESPONSE_HEADER_BYTES);
    } else this.changed += 1;
    return isSame;
  }

  get counts(): Readonly<Record<string, number>> {
    return {
      'answers 304, still right': this.notModified,
      'answers 200, new or changed': this.changed,
      'bytes saved by 304': this.savedBytes,
    };
  }
}
