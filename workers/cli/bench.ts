import { parseArgs } from 'node:util';
import { Simulation } from '../simulation/simulation.ts';
import { BENCH_MODELS } from './bench-models.ts';

/** Runs measured; the median is printed. One more before them warms the compiler up. */
const RUNS = 5;

interface BenchResult {
  readonly model: string;
  /** Requests of clients per CPU second: median of the runs. */
  readonly requestsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Bytes of job slots per request in flight, at the highest number of live jobs. */
  readonly bytesPerRequest: number;
  readonly runs: readonly number[];
}

function measure(model: string): BenchResult {
  const create = BENCH_MODELS[model];
  if (create === undefined)
    throw new RangeError(`No benchmark model "${model}". There are: ${Object.keys(BENCH_MODELS).join(', ')}.`);
  const runs: { requests: number; events: number }[] = [];
  let bytesPerRequest = 0;
  for (let seed = 0; seed <= RUNS; seed += 1) {
    const simulation = new Simulation(create(), { seed });
    const before = process.cpuUsage();
    simulation.run();
    const { user, system } = process.cpuUsage(before);
    const cpuSeconds = (user + system) / 1e6;
    const { jobs, totals } = simulation.core;
    bytesPerRequest = (jobs.bytesPerSlot * jobs.highWater) / Math.max(1, simulation.core.mostInFlight);
    if (seed > 0) runs.push({ requests: totals.issued / cpuSeconds, events: simulation.eventCount / cpuSeconds });
  }
  const requests = runs.map((run) => Math.round(run.requests)).toSorted((a, b) => a - b);
  const events = runs.map((run) => Math.round(run.events)).toSorted((a, b) => a - b);
  return {
    model,
    requestsPerSecond: median(requests),
    eventsPerSecond: median(events),
    bytesPerRequest: Math.round(bytesPerRequest),
    runs: requests,
  };
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  const models = positionals.length > 0 ? positionals : Object.keys(BENCH_MODELS);
  const unknown = models.find((model) => BENCH_MODELS[model] === undefined);
  if (unknown !== undefined) {
    process.stderr.write(`No benchmark model "${unknown}". There are: ${Object.keys(BENCH_MODELS).join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  for (const model of models) {
    const result = measure(model);
    process.stdout.write(
      values.json === true
        ? `${JSON.stringify(result)}\n`
        : `${model}: ${result.requestsPerSecond} requests/s, ${result.eventsPerSecond} events/s per CPU second, ${result.bytesPerRequest} B per request in flight\n`,
    );
  }
}

main();
