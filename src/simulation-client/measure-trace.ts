import { wrap } from 'comlink';
import { completeRun } from '../model/complete-config.ts';
import type { Design } from '../model/design.ts';
import type { Trace } from '../model/trace.ts';
import { NS_PER_S } from '../model/units.ts';
import type { SimulationApi } from '../model/worker-protocol.ts';
import { createWorker } from './trusted-scripts.ts';

/** A worker of its own for runs that are not shown; `end` it when nothing more is to be measured. */
export class MeasuringWorker {
  private readonly worker = createWorker();
  private readonly api = wrap<SimulationApi>(this.worker);
  private epoch = 0;

  /** Runs a design to its end and gives the last of its traced requests; null when none was traced. */
  async lastTrace(design: Design): Promise<Trace | null> {
    this.epoch += 1;
    await this.api.load(design, this.epoch);
    await this.api.setDots(false);
    await this.api.seek(completeRun(design.run).durationS * NS_PER_S);
    const traces = await this.api.traces();
    const last = traces.toSorted((a, b) => b.startNs - a.startNs)[0];
    return last === undefined ? null : this.api.trace(last.requestId);
  }

  end(): void {
    this.worker.terminate();
  }
}
