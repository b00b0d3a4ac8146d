import { findSpec } from '../../src/kinds/specs.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import type { Design, ScenarioEntry } from '../../src/model/design.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

/** Simulated seconds that are compared: enough requests to go everywhere, quick enough for fifty seeds. */
const DIGEST_S = 2;
const WARMUP_S = 0.5;

/** A design from the text of a file; throws what is wrong with it. */
function designOf(text: string): Design {
  const read = readDesign(JSON.parse(text), findSpec);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
  return read.value;
}

/** Planned faults, moved into the time that is compared. */
function soon({ untilS, ...entry }: ScenarioEntry, place: number): ScenarioEntry {
  const atS = 0.5 + (place % 4) / 4;
  return untilS === undefined ? { ...entry, atS } : { ...entry, atS, untilS: atS + 0.5 };
}

function digestOf(design: Design, seed: number): string {
  const run = { ...design.run, durationS: DIGEST_S, warmupS: WARMUP_S };
  const simulation = new Simulation({ ...design, scenario: design.scenario.map(soon), run }, { seed });
  simulation.run();
  return simulation.report().digest;
}

/** Digests of a short run of a design (the text of its file) for several seeds: the same in Node and in a browser. */
export function digestsOf(text: string, seeds: readonly number[]): string[] {
  const design = designOf(text);
  return seeds.map((seed) => digestOf(design, seed));
}
