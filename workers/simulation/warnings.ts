import { CAPS } from '../../src/model/limits.ts';
import type { Core } from './core.ts';
import { COUNT_BEGUN } from './metrics/counters.ts';

/** What is missing or near a limit, in words. */
export function warningsOf(core: Core): string[] {
  const warnings = core.decisions.filter(({ kind }) => kind === 'rollback').map(({ words }) => words);
  const nodes = core.nodes.filter((node) => !node.removed);
  const called = new Set(core.edges.filter((edge) => !edge.removed).map((edge) => edge.targetNode));
  if (!nodes.some((node) => node.isClient))
    warnings.push('There is no client, so nothing will happen. Add one and connect it.');
  for (const node of nodes) {
    if (node.isClient && node.edges.length === 0)
      warnings.push(`Client ${node.id} is not connected to anything: its requests fail as "not connected".`);
    if (!node.isClient && !called.has(node))
      warnings.push(`${node.spec.name} ${node.id} is never called: draw an edge to it.`);
  }
  for (const link of core.links) {
    if (!link.isRefused || link.edge.removed || link.edge.counters.now[COUNT_BEGUN] === 0) continue;
    warnings.push(
      `${link.source.id} runs in a browser and calls ${link.target.id} over gRPC, which no page can: these requests fail. Put a gRPC-Web proxy or a gateway in between.`,
    );
  }
  if (core.jobs.live > CAPS.liveJobs * CAPS.warnRatio)
    warnings.push(`${core.jobs.live} requests are alive at once; the run stops at ${CAPS.liveJobs}.`);
  return warnings;
}
