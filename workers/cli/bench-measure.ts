import { Simulation } from '../simulation/simulation.ts';
import { BENCH_MODELS } from './bench-models.ts';
import { runReferenceMm1 } from './bench-reference.ts';

const REFERENCE_REQUESTS = 400_000;

/** What `npm run bench` prints for a model. Rates are per CPU second; medians of the runs. */
export interface BenchResult {
  readonly model: string;
  /** Requests of clients. */
  readonly requestsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Bytes of job slots per request in flight, at the highest number of live jobs. */
  readonly bytesPerRequest: number;
  /** A bare M/M/1 on closures, measured between the runs. */
  readonly referenceRequestsPerSecond: number;
  readonly ratioToReference: number;
  readonly runs: readonly number[];
}

/**
 * Runs a model several times, with the reference between the runs, after one run that warms the compiler up.
 * @param options.durationS simulated seconds instead of the model's own
 * @throws RangeError for a model that does not exist
 */
export function measureModel(
  model: string,
  options: { readonly runs: number; readonly durationS?: number },
): BenchResult {
  const create = BENCH_MODELS[model];
  if (create === undefined)
    throw new RangeError(`No benchmark model "${model}". There are: ${Object.keys(BENCH_MODELS).join(', ')}.`);
  const requests: number[] = [];
  const events: number[] = [];
  const references: number[] = [];
  let bytesPerRequest = 0;
  for (let seed = 0; seed <= options.runs; seed += 1) {
    const design = create();
    const run = options.durationS === undefined ? design.run : { ...design.run, durationS: options.durationS };
    const simulation = new Simulation({ ...design, run }, { seed });
    const cpuS = cpuSeconds(() => simulation.run());
    const referenceS = cpuSeconds(() => runReferenceMm1(REFERENCE_REQUESTS, seed));
    const { jobs, totals, mostInFlight } = simulation.core;
    bytesPerRequest = (jobs.bytesPerSlot * jobs.highWater) / Math.max(1, mostInFlight);
    if (seed === 0) continue;
    requests.push(totals.issued / cpuS);
    events.push(simulation.eventCount / cpuS);
    references.push(REFERENCE_REQUESTS / referenceS);
  }
  const requestsPerSecond = median(requests);
  const reference = median(references);
  return {
    model,
    requestsPerSecond,
    eventsPerSecond: median(events),
    bytesPerRequest: Math.round(bytesPerRequest),
    referenceRequestsPerSecond: reference,
    ratioToReference: Number((requestsPerSecond / reference).toFixed(3)),
    runs: requests.map(Math.round),
  };
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
