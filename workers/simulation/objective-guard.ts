import { OBJECTIVE_METRICS, type Objective, type ObjectiveMetric } from '../../src/model/objectives.ts';
import { formatUnit, NS_PER_S, quantityText } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import { COUNT_FAILED, COUNT_GOOD, COUNT_SUCCEEDED } from './metrics/counters.ts';
import { WINDOW_LATENCY } from './metrics/latency-recorder.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** Shares and rates are judged over the last 10 s, and not before as much has passed; latencies over windows in a row. */
const JUDGED_NS = 10 * NS_PER_S;
const JUDGED_REQUESTS = 20;
const SLOW_WINDOWS = 3;

const PERCENTILE: Readonly<Partial<Record<ObjectiveMetric, number>>> = {
  p50Ms: WINDOW_LATENCY.p50Ms,
  p95Ms: WINDOW_LATENCY.p95Ms,
  p99Ms: WINDOW_LATENCY.p99Ms,
};

/** Counts of one client at the end of a window. */
interface Counted {
  readonly atNs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly good: number;
}

/**
 * Watches one objective of the design from now on, as the clients see it: what it is about is measured anew as each window of the metrics
 * closes. Of several clients the one that is worst off counts, as in the report.
 */
export class ObjectiveGuard {
  readonly #core: Core;
  readonly #history = new Map<RuntimeNode, Counted[]>();
  #missedWindows = 0;

  constructor(core: Core) {
    this.#core = core;
    for (const node of core.nodes) if (node.isClient) this.#history.set(node, [this.#count(node)]);
  }

  /** A window has closed. Why the objective is broken, or null while it holds or too little is known. */
  judge(objective: Objective): string | null {
    const percentile = PERCENTILE[objective.metric];
    const clients = this.#core.nodes.filter(
      (node) => node.isClient && !node.removed && (objective.client ?? node.id) === node.id,
    );
    const measured = clients
      .map((node) => (percentile === undefined ? this.#recent(node, objective.metric) : windowOf(node, percentile)))
      .filter((value) => value !== null);
    const worst = objective.comparison === '<' ? Math.max(...measured) : Math.min(...measured);
    const isMissed = measured.length > 0 && !isMet(objective, worst);
    this.#missedWindows = isMissed ? this.#missedWindows + 1 : 0;
    const needed = percentile === undefined ? 1 : SLOW_WINDOWS;
    return this.#missedWindows < needed ? null : wordsFor(objective, worst, percentile === undefined);
  }

  #count(node: RuntimeNode): Counted {
    const { now } = node.counters;
    let good = 0;
    for (const { clientIndex, counters } of this.#core.classes)
      if (clientIndex === node.index) good += counters.now[COUNT_GOOD] as number;
    return {
      atNs: this.#core.nowNs,
      succeeded: now[COUNT_SUCCEEDED] as number,
      failed: now[COUNT_FAILED] as number,
      good,
    };
  }

  /** Success ratio or goodput over the last 10 s; null before they have passed, or with too few requests. */
  #recent(node: RuntimeNode, metric: ObjectiveMetric): number | null {
    const last = this.#count(node);
    const history = this.#history.get(node) ?? [];
    this.#history.set(node, history);
    history.push(last);
    while (history.length > 2 && (history[1]?.atNs ?? last.atNs) <= last.atNs - JUDGED_NS) history.shift();
    const first = history[0] ?? last;
    const spanNs = last.atNs - first.atNs;
    const succeeded = last.succeeded - first.succeeded;
    const ended = succeeded + last.failed - first.failed;
    if (spanNs < JUDGED_NS || ended < JUDGED_REQUESTS) return null;
    return metric === 'successRatio' ? succeeded / ended : ((last.good - first.good) * NS_PER_S) / spanNs;
  }
}

function windowOf(node: RuntimeNode, percentile: number): number | null {
  const window = node.timeInNode.window();
  return (window[WINDOW_LATENCY.n] as number) < JUDGED_REQUESTS ? null : (window[percentile] as number);
}

function isMet({ comparison, value }: Objective, measured: number): boolean {
  return comparison === '<' ? measured < value : measured > value;
}

function wordsFor({ metric, value, comparison, client }: Objective, measured: number, isRecent: boolean): string {
  const { label, unit } = OBJECTIVE_METRICS[metric];
  // Shares of success are told apart far behind the point.
  const text = (figure: number): string =>
    unit === 'ratio' ? `${Number((figure * 100).toFixed(3))} %` : quantityText(formatUnit(figure, unit));
  const whose = client === undefined ? '' : ` of ${client}`;
  const over = isRecent ? 'over 10 s' : `in ${SLOW_WINDOWS} windows in a row`;
  return `the ${label}${whose} was ${text(measured)} ${over} (objective: ${comparison === '<' ? 'below' : 'above'} ${text(value)})`;
}
