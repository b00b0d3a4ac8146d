import { outcomeInfo, type OutcomeName } from '../../src/model/outcome.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, type SmallDesign } from './small-design.ts';

/** One request of a client as the client saw it. Times in ms. */
export interface LoggedRequest {
  readonly startMs: number;
  readonly latencyMs: number;
  readonly outcome: OutcomeName;
}

/** Notes every request that ends from now on, outside the engine's own statistics. */
export function logRequests(simulation: Simulation): LoggedRequest[] {
  const { core, requests } = simulation;
  const log: LoggedRequest[] = [];
  const close = requests.close.bind(requests);
  requests.close = (job, outcome, note) => {
    const startNs = core.jobs.callStartNs[job]!;
    log.push({
      startMs: startNs / NS_PER_MS,
      latencyMs: (core.nowNs - startNs) / NS_PER_MS,
      outcome: outcomeInfo(outcome).name as OutcomeName,
    });
    close(job, outcome, note);
  };
  return log;
}

/** A run to its end, with every request of it. */
export function runLogged(design: SmallDesign, seed = 1): { simulation: Simulation; log: readonly LoggedRequest[] } {
  const simulation = new Simulation(designOf(design), { seed });
  const log = logRequests(simulation);
  simulation.run();
  return { simulation, log };
}
