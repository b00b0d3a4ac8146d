import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSpec } from '../../src/kinds/specs.ts';
import type { Design } from '../../src/model/design.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import type { Job } from '../../src/model/sim-context.ts';
import { FLAG_ISSUED, STATE_ENDED, STATE_FREE } from '../../workers/simulation/kernel/job-table.ts';
import type { RuntimeNode } from '../../workers/simulation/runtime-node.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';

const folder = new URL('../../presets/', import.meta.url);
const PRESETS = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

function preset(name: string): Design {
  const read = readDesign(JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')), findSpec);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
  return read.value;
}

/** Adds up, outside the engine's own statistics, how long each request of each client took, whatever became of it. */
function watchRequests(simulation: Simulation): Map<number, number> {
  const { core, requests } = simulation;
  const spent = new Map<number, number>();
  const close = requests.close.bind(requests);
  requests.close = (job, outcome, note) => {
    const client = core.jobs.node[job]!;
    spent.set(client, (spent.get(client) ?? 0) + core.nowNs - core.jobs.callStartNs[job]!);
    close(job, outcome, note);
  };
  return spent;
}

/** Time that requests of a client have spent so far and that have not ended. */
function spentInFlight({ core }: Simulation, client: RuntimeNode): number {
  const { jobs, nowNs } = core;
  let spent = 0;
  for (let job = 0 as Job; job < jobs.highWater; job = (job + 1) as Job) {
    const state = jobs.state[job]!;
    const isLive = state !== STATE_FREE && state !== STATE_ENDED && (jobs.flags[job]! & FLAG_ISSUED) !== 0;
    if (isLive && jobs.node[job] === client.index) spent += nowNs - jobs.callStartNs[job]!;
  }
  return spent;
}

/** Little (1961): L = lambda W. Over a finite run it is an identity once requests that are still there count with their age. */
describe("Little's law", () => {
  it.each(PRESETS)('holds to the nanosecond for the requests of every client: %s', (name) => {
    const simulation = new Simulation(preset(name));
    const spent = watchRequests(simulation);
    const { core } = simulation;
    for (let tenth = 1; tenth <= 10; tenth += 1) {
      simulation.run((simulation.durationNs * tenth) / 10);
      for (const client of core.nodes.filter(({ isClient }) => isClient)) {
        const area = core.stations.presentArea(client.stations[0]!);
        expect(area).toBe((spent.get(client.index) ?? 0) + spentInFlight(simulation, client));
        expect(area).toBeGreaterThan(0);
      }
    }
  });

  it.each(PRESETS)('holds for every node, from the report alone: %s', (name) => {
    const simulation = new Simulation(preset(name));
    simulation.run(simulation.warmupNs);
    const before = simulation.report();
    simulation.run();
    const report = simulation.report();
    const measuredS = report.simulatedSeconds - report.warmupSeconds;
    for (const [id, node] of Object.entries(report.nodes)) {
      const { n, mean, max } = node.timeInNodeMs;
      const area = node.meanInNode * measuredS * 1_000;
      const sum = n * (mean ?? 0);
      // Only answers are in W. Whoever was there at either end or failed adds to L at most the longest stay, or nothing.
      const others = (before.nodes[id]?.inFlight ?? 0) + node.inFlight + node.failed;
      const isAllAnswered = node.failed === 0;
      if (isAllAnswered) expect(Math.abs(area - sum), id).toBeLessThanOrEqual(others * (max ?? 0) + 1e-6 * sum);
      else expect(area, id).toBeGreaterThanOrEqual(sum - (before.nodes[id]?.inFlight ?? 0) * (max ?? 0) - 1e-6 * sum);
    }
  });

  it('does not hold when requests in flight are left out', () => {
    const simulation = new Simulation(preset('retry-storm'));
    const spent = watchRequests(simulation);
    simulation.run(simulation.durationNs / 2);
    const client = simulation.core.nodes.find(({ isClient }) => isClient)!;
    const area = simulation.core.stations.presentArea(client.stations[0]!);
    expect(spentInFlight(simulation, client)).toBeGreaterThan(0);
    expect(spent.get(client.index)).toBeLessThan(area);
  });
});
