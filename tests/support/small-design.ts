import type { Design, DesignEdge, ScenarioEntry } from '../../src/model/design.ts';
import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import type { Report } from '../../src/model/report.ts';
import type { RunConfig } from '../../src/model/run-spec.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

type Config = Readonly<Record<string, unknown>>;

/** A small design in few words, for tests: nodes by id with kind and configuration, edges as [source, target, configuration]. */
export interface SmallDesign {
  readonly nodes: Readonly<Record<string, readonly [kind: string, config?: Config]>>;
  readonly edges: readonly (readonly [source: string, target: string, config?: Partial<EdgeConfig> | undefined])[];
  readonly run?: Partial<RunConfig>;
  readonly scenario?: readonly Omit<ScenarioEntry, 'id'>[];
}

/** Edges take no time unless their configuration says so, so that only what a test is about takes time. Ids are `source-target`. */
export function designOf({ nodes, edges, run = {}, scenario = [] }: SmallDesign): Design {
  return {
    version: 1,
    name: 'test',
    description: '',
    nodes: Object.entries(nodes).map(([id, [kind, config = {}]]) => ({
      id,
      kind,
      label: id,
      position: { x: 0, y: 0 },
      config,
    })),
    edges: edges.map(([source, target, config = {}]): DesignEdge => ({
      id: `${source}-${target}`,
      source,
      target,
      config: { rttMs: 0, ...config },
    })),
    scenario: scenario.map((entry, index) => ({ id: `s${index}`, ...entry })),
    objectives: [],
    run: { warmupS: 0, ...run },
  };
}

/** Runs a small design to its end. */
export function simulate(design: SmallDesign, seed = 1): Report {
  const simulation = new Simulation(designOf(design), { seed });
  simulation.run();
  return simulation.report();
}

/** Service times and operation times that take no time. */
export const NO_TIME = { type: 'deterministic', meanMs: 0 } as const;

/** Simulated seconds at which requests of clients failed, to the given precision. */
export function failureTimes(simulation: Simulation, untilS: number, stepS: number): number[] {
  const times: number[] = [];
  let before = simulation.core.totals.failed;
  for (let step = 1; step * stepS <= untilS; step += 1) {
    simulation.run(Math.round(step * stepS * NS_PER_S));
    const now = simulation.core.totals.failed;
    if (now > before) times.push(step * stepS);
    before = now;
  }
  return times;
}
