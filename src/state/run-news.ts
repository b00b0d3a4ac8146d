import type { Design } from '../model/design.ts';
import { objectiveText } from '../model/report-text.ts';
import { NODE, type EndpointState } from '../model/snapshot.ts';
import { OBJECTIVE_METRICS, type Objective, type ObjectiveMetric } from '../model/objectives.ts';
import { formatMs, formatRatio, formatUnit, quantityText } from '../model/units.ts';
import { nodeName } from './action-words.ts';
import { clientIds } from './clients.ts';
import type { NodeFigures } from './figure-rows.ts';
import type { LiveFigures } from './live-figures.ts';

/** Where the figures are read. */
export type RunSight = Pick<LiveFigures, 'readNode' | 'nodeValue'>;

/** Looks after which a share of failures, or an objective, counts as having changed: one bad second is no news. */
const FAILURE_LOOKS = 2;
const OBJECTIVE_LOOKS = 3;

const NOT_SERVING: ReadonlySet<EndpointState> = new Set(['crashed', 'black-hole', 'hung', 'starting']);

/** A value that counts as changed when it was the same for some looks in a row. */
class Settled {
  private readonly settled = new Map<string, string>();
  private readonly seen = new Map<string, { readonly value: string; readonly looks: number }>();

  /** The value before, at the look at which the change is certain; else null. A first value is compared with `start`. */
  changed(key: string, value: string, looks: number, start: string): string | null {
    const before = this.settled.get(key) ?? start;
    const last = this.seen.get(key);
    const now = { value, looks: last?.value === value ? last.looks + 1 : 1 };
    this.seen.set(key, now);
    if (value === before || now.looks < looks) return null;
    this.settled.set(key, value);
    return before;
  }
}

function replicaWords({ replicas }: NodeFigures): string {
  const up = replicas.filter(({ state }) => !NOT_SERVING.has(state)).length;
  if (up === replicas.length) return 'is up again';
  return up === 0 ? 'is down' : `has ${up} of ${replicas.length} replicas up`;
}

/** What an objective is about, over the last window of one client; NaN where there is nothing. */
function measured(metric: ObjectiveMetric, client: string, sight: RunSight): number {
  const value = (column: number): number => sight.nodeValue(client, column);
  switch (metric) {
    case 'p50Ms':
      return value(NODE.p50Ms);
    case 'p95Ms':
      return value(NODE.p95Ms);
    case 'p99Ms':
      return value(NODE.p99Ms);
    case 'successRatio':
      return 1 - value(NODE.errorRatio);
    default:
      return value(NODE.ratePerSecond) * (1 - value(NODE.errorRatio));
  }
}

function isMissed({ comparison, value }: Objective, now: number): boolean {
  return comparison === '<' ? now >= value : now <= value;
}

/** Notices what changes in a run, for those who do not see the colours: news by key, in sentences. */
export class RunNews {
  private readonly settled = new Settled();

  /** What has changed since the last look. */
  look(design: Design, sight: RunSight): ReadonlyMap<string, string> {
    const news = new Map<string, string>();
    for (const { id } of design.nodes) this.lookAtReplicas(design, id, sight, news);
    for (const client of clientIds(design)) this.lookAtFailures(design, client, sight, news);
    for (const objective of design.objectives) this.lookAtObjective(design, objective, sight, news);
    return news;
  }

  private lookAtReplicas(design: Design, id: string, sight: RunSight, news: Map<string, string>): void {
    const figures = sight.readNode(id);
    if (figures === null || figures.replicas.length === 0) return;
    const words = replicaWords(figures);
    if (this.settled.changed(`replicas ${id}`, words, 1, 'is up again') !== null)
      news.set(`replicas ${id}`, `${nodeName(design, id)} ${words}.`);
  }

  private lookAtFailures(design: Design, client: string, sight: RunSight, news: Map<string, string>): void {
    const figures = sight.readNode(client);
    if (figures === null || figures.health === 'idle') return;
    if (this.settled.changed(`failures ${client}`, figures.health, FAILURE_LOOKS, 'ok') === null) return;
    const why = figures.topFailure === null ? '' : `: ${figures.topFailure}`;
    const text =
      figures.health === 'ok'
        ? `Requests of ${nodeName(design, client)} succeed again.`
        : `${quantityText(figures.errors)} of the requests of ${nodeName(design, client)} fail${why}.`;
    news.set(`failures ${client}`, text);
  }

  private lookAtObjective(design: Design, objective: Objective, sight: RunSight, news: Map<string, string>): void {
    const clients = objective.client === undefined ? clientIds(design) : [objective.client];
    for (const client of clients) {
      const now = measured(objective.metric, client, sight);
      if (Number.isNaN(now)) continue;
      const key = `objective ${client} ${objectiveText(objective)}`;
      const state = isMissed(objective, now) ? 'missed' : 'met';
      if (this.settled.changed(key, state, OBJECTIVE_LOOKS, 'met') === null) continue;
      const value = quantityText(formatUnit(now, OBJECTIVE_METRICS[objective.metric].unit));
      const words = state === 'missed' ? `is missed, at ${value}` : 'is met again';
      news.set(key, `Objective ${objectiveText(objective)} of ${nodeName(design, client)} ${words}.`);
    }
  }
}

/** All clients together in one sentence; null while nothing was measured. */
export function summaryWords(design: Design, sight: RunSight): string | null {
  const values = clientIds(design).map((id) => ({
    rate: sight.nodeValue(id, NODE.ratePerSecond) || 0,
    p95: sight.nodeValue(id, NODE.p95Ms),
    errors: sight.nodeValue(id, NODE.errorRatio) || 0,
  }));
  const rate = values.reduce((sum, value) => sum + value.rate, 0);
  if (rate === 0) return null;
  const failed = values.reduce((sum, value) => sum + value.rate * value.errors, 0) / rate;
  const worst = Math.max(...values.map(({ p95 }) => (Number.isNaN(p95) ? 0 : p95)));
  const share = failed === 0 ? 'none fail' : `${quantityText(formatRatio(failed))} fail`;
  return `${Math.round(rate)} requests per second, p95 ${quantityText(formatMs(worst))}, ${share}.`;
}
