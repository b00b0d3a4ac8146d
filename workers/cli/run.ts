import { completeRun } from '../../src/model/complete-config.ts';
import type { Design } from '../../src/model/design.ts';
import { RUN_FIELDS } from '../../src/model/run-spec.ts';
import type { Report } from '../../src/model/report.ts';
import type { Trace } from '../../src/model/trace.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { Command, CommandArguments } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { DESIGN_HELP, loadDesign } from './load-design.ts';
import { complainAbout, complainNotices, UsageError } from './problems.ts';
import { reportText } from './report-text.ts';
import { traceText } from './trace-text.ts';

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

function readNumberOption(
  values: CommandArguments['values'],
  name: string,
  { min, max, whole }: NumberRange,
): number | undefined {
  const text = values[name];
  if (typeof text !== 'string') return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
  throw new UsageError(
    `--${name} must be a ${whole ? 'whole number' : 'number'} from ${min} to ${max}, but is "${text}".`,
  );
}

function exitCodeOf(report: Report): ExitCode {
  if (report.stopReason !== 'none') return EXIT.stopped;
  return report.objectives.every(({ met }) => met) ? EXIT.met : EXIT.notMet;
}

/** Options laid over what the design says. */
function withOptions(design: Design, values: CommandArguments['values']): Design {
  const { seed, durationS } = RUN_FIELDS;
  const seedOption = readNumberOption(values, 'seed', { min: seed.min, max: seed.max, whole: true });
  const secondsOption = readNumberOption(values, 'seconds', { min: durationS.min, max: durationS.max, whole: false });
  const run = {
    ...design.run,
    ...(seedOption === undefined ? {} : { seed: seedOption }),
    ...(secondsOption === undefined ? {} : { durationS: secondsOption }),
  };
  return { ...design, run };
}

const TRACE_CHOICES = ['slowest', 'failed', 'ordinary'] as const;

/** The request that `--trace` asks for: by its number, or the slowest of those that were kept for that reason. */
function chosenTrace(simulation: Simulation, choice: string): Trace | null {
  const kept = simulation.traces();
  if (/^\d+$/.test(choice)) return simulation.trace(Number(choice));
  if (!TRACE_CHOICES.some((known) => known === choice))
    throw new UsageError(`--trace must be ${TRACE_CHOICES.join(', ')} or the number of a request, but is "${choice}".`);
  const fitting = choice === 'slowest' ? kept : kept.filter((trace) => trace.kept === choice);
  const first = fitting.toSorted((a, b) => b.latencyNs - a.latencyNs || a.requestId - b.requestId)[0];
  return first === undefined ? null : simulation.trace(first.requestId);
}

/** What is printed of a run. */
function outputText(values: CommandArguments['values'], simulation: Simulation, report: Report): string {
  const choice = values['trace'];
  if (typeof choice !== 'string')
    return values['json'] === true ? JSON.stringify(report, null, 2) : reportText(simulation.design, report);
  const trace = chosenTrace(simulation, choice);
  if (values['json'] === true) return JSON.stringify(trace, null, 2);
  return trace === null ? `No request was traced that is ${choice}.` : traceText(trace, simulation.design);
}

/** `roundtrip run DESIGN`: simulates and prints the report. */
export const runCommand: Command = {
  name: 'run',
  summary: 'simulate a design and print the report',
  help: `Usage: roundtrip run DESIGN [--json] [--trace WHICH] [--seed N] [--seconds N]

Simulates a design for its whole duration and prints the report. ${DESIGN_HELP}

  --json        print the whole report as JSON
  --trace WHICH print one traced request in place of the report: slowest, failed, ordinary or the number
                of a request; its waterfall and its ladder as text, with --json all of it
  --seed N      use another seed than the design's; the same seed gives the same digest
  --seconds N   simulate another duration, in seconds

Exit code 0: objectives met (or none), 1: not met, 2: bad input, 3: stopped at a cap.`,
  options: {
    json: { type: 'boolean' },
    trace: { type: 'string' },
    seed: { type: 'string' },
    seconds: { type: 'string' },
  },
  positionals: [1, 1],
  async run({ values, positionals }, io) {
    const loaded = await loadDesign(positionals[0] ?? '', io);
    if (!loaded.ok) {
      complainAbout(loaded.problems, io);
      return EXIT.badInput;
    }
    complainNotices(loaded.notices, io);
    const design = withOptions(loaded.value, values);
    const { seed, durationS } = completeRun(design.run);
    const startMs = io.nowMs();
    const simulation = new Simulation(design, { seed });
    simulation.run(Math.round(durationS * NS_PER_S));
    const report: Report = { ...simulation.report(), wallSeconds: (io.nowMs() - startMs) / 1_000 };
    io.print(outputText(values, simulation, report));
    return exitCodeOf(report);
  },
};
