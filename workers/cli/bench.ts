import { parseArgs } from 'node:util';
import { measureModel } from './bench-measure.ts';
import { BENCH_MODELS } from './bench-models.ts';

const RUNS = 5;

/** `bench [MODEL ...] [--json]`: speed of the engine on the benchmark models; all of them when none is named. */
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
    const result = measureModel(model, { runs: RUNS });
    const words = `${model}: ${result.requestsPerSecond} requests/s, ${result.eventsPerSecond} events/s per CPU second; ${result.ratioToReference} of a bare M/M/1 on closures; ${result.bytesPerRequest} B per request in flight`;
    process.stdout.write(`${values.json === true ? JSON.stringify(result) : words}\n`);
  }
}

main();
