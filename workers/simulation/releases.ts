import type { Action } from '../../src/model/actions.ts';
import type { Decision } from '../../src/model/decision.ts';
import type { Objective } from '../../src/model/objectives.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import type { Assembly } from './assembly.ts';
import type { Autoscaling } from './autoscaling.ts';
import type { Core } from './core.ts';
import { setDraining } from './draining.ts';
import type { ActiveEntry } from './faults.ts';
import { COUNT_FAILED, COUNT_SUCCEEDED } from './metrics/counters.ts';
import { WINDOW_LATENCY } from './metrics/latency-recorder.ts';
import { ObjectiveGuard } from './objective-guard.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** A weight is shifted in this many steps: enough to look smooth, few enough that balancers need not rebuild all the time. */
const SHIFT_STEPS = 20;
/** Errors are judged over the last 10 s, and not before this many calls have ended. */
const JUDGED_NS = 10 * NS_PER_S;
const JUDGED_CALLS = 20;
/** Windows in a row with a p95 above the limit: one slow second is no verdict. */
const SLOW_WINDOWS = 3;

type Deploy = Extract<Action, { type: 'deploy' }>;
type Shift = Extract<Action, { type: 'weight' }>;

/** What has to be remembered of an entry from when it began. */
interface Begun {
  readonly atNs: number;
  /** Deploy: replicas there were. Shift: the weight the edge had. */
  readonly from: number;
  slowWindows: number;
  /** Shift: what watches an objective, where one guards it. */
  readonly guard: ObjectiveGuard | null;
  /** Shift: calls of the edge that had ended, and those that had failed, at the end of each window lately. */
  readonly history: { readonly atNs: number; readonly ended: number; readonly failed: number }[];
}

interface Surroundings {
  readonly autoscaling: Autoscaling;
  readonly objectives: () => readonly Objective[];
}

/** Draining, rolling deploys and shifts of weight: what is new about them is that they go on by themselves. */
export class Releases {
  private readonly begun = new Map<number, Begun>();

  constructor(
    private readonly core: Core,
    private readonly assembly: Assembly,
    private readonly more: Surroundings,
  ) {}

  begin({ id, target, action }: ActiveEntry): void {
    const { nowNs } = this.core;
    if (action.type === 'deploy' && 'node' in target) {
      const from = this.assembly.findNode(target.node)?.endpointCount ?? 0;
      this.begun.set(id, { atNs: nowNs, from, slowWindows: 0, guard: null, history: [] });
      const { drainNs, periodNs, batches } = rhythm(action, from);
      for (let batch = 0; batch < batches; batch += 1) {
        this.assembly.wakeAt(nowNs + batch * periodNs + drainNs);
        this.assembly.wakeAt(nowNs + (batch + 1) * periodNs);
      }
    } else if (action.type === 'weight' && 'edge' in target) {
      const edge = this.edgeOf(target.edge);
      const guard = action.rollbackOnObjective === null ? null : new ObjectiveGuard(this.core);
      this.begun.set(id, { atNs: nowNs, from: edge?.config.weight ?? 0, slowWindows: 0, guard, history: [] });
      const overNs = action.overS * NS_PER_S;
      const steps = overNs > 0 ? SHIFT_STEPS : 0;
      for (let step = 1; step <= steps; step += 1)
        this.assembly.wakeAt(nowNs + Math.round((overNs * step) / SHIFT_STEPS));
    }
  }

  /** A deploy is over when its last batch has started; everything else lasts until it is ended. */
  isOver({ id, action }: ActiveEntry): boolean {
    const begun = this.begun.get(id);
    if (action.type !== 'deploy' || begun === undefined) return false;
    const { periodNs, batches } = rhythm(action, begun.from);
    return this.core.nowNs >= begun.atNs + batches * periodNs;
  }

  /** Brings marks, start-ups and weights up to date. Called before troubles are worked out. */
  apply(entries: readonly ActiveEntry[]): void {
    for (const node of this.core.nodes) if (!node.removed) this.applyToNode(node, entries);
    for (const edge of this.core.edges) if (!edge.removed) this.applyToEdge(edge, entries);
  }

  /** Shifts that let too many calls fail, by number; each leaves a note for the report. */
  failedShifts(entries: readonly ActiveEntry[]): number[] {
    const failed: number[] = [];
    for (const { id, target, action } of entries) {
      const begun = this.begun.get(id);
      if (action.type !== 'weight' || begun === undefined || !('edge' in target)) continue;
      const edge = this.edgeOf(target.edge);
      const why = edge === undefined ? null : this.harmOf(edge, begun, action);
      if (why === null) continue;
      failed.push(id);
      this.core.decisions.push(rollback(target.edge, why, this.core.nowNs));
    }
    return failed;
  }

  /** All limits are looked at each time, as each remembers what it saw. */
  private harmOf(edge: RuntimeEdge, begun: Begun, action: Shift): string | null {
    const failed = this.tooManyFailed(edge, begun, action);
    const slow = this.tooSlow(edge, begun, action);
    return failed ?? slow ?? this.objectiveMissed(begun, action);
  }

  /** Objectives are numbered from 1, as people count them. */
  private objectiveMissed({ guard }: Begun, { rollbackOnObjective: number }: Shift): string | null {
    const objective = number === null ? undefined : this.more.objectives()[number - 1];
    return guard === null || objective === undefined ? null : guard.judge(objective);
  }

  private tooManyFailed(edge: RuntimeEdge, begun: Begun, { rollbackErrorRatio: limit }: Shift): string | null {
    if (limit === null) return null;
    const ratio = this.recentErrorRatio(edge, begun);
    return ratio === null || ratio <= limit ? null : failureWords(ratio, limit);
  }

  private tooSlow(edge: RuntimeEdge, begun: Begun, { rollbackP95Ms: limit }: Shift): string | null {
    if (limit === null) return null;
    const window = edge.latency.window();
    const p95Ms = window[WINDOW_LATENCY.p95Ms] as number;
    const isSlow = (window[WINDOW_LATENCY.n] as number) >= JUDGED_CALLS && p95Ms > limit;
    begun.slowWindows = isSlow ? begun.slowWindows + 1 : 0;
    return begun.slowWindows < SLOW_WINDOWS ? null : `p95 was ${p95Ms.toFixed(0)} ms, more than ${limit} ms`;
  }

  private applyToNode(node: RuntimeNode, entries: readonly ActiveEntry[]): void {
    const here = entries.filter(({ target }) => 'node' in target && target.node === node.id);
    const draining = new Uint8Array(node.draining.length);
    for (const { id, target, action } of here) {
      if (action.type === 'drain' && 'node' in target) {
        if (target.endpoint === undefined) draining.fill(1);
        else if (target.endpoint < draining.length) draining[target.endpoint] = 1;
      } else if (action.type === 'deploy') this.applyDeploy(node, action, this.begun.get(id), draining);
    }
    this.more.autoscaling.mark(node, draining);
    for (let endpoint = 0; endpoint < draining.length; endpoint += 1)
      setDraining(this.core, node, endpoint, draining[endpoint] === 1);
  }

  private applyDeploy(node: RuntimeNode, action: Deploy, begun: Begun | undefined, draining: Uint8Array): void {
    if (begun === undefined) return;
    const { drainNs, periodNs } = rhythm(action, begun.from);
    const { nowNs } = this.core;
    for (let endpoint = 0; endpoint < Math.min(begun.from, draining.length); endpoint += 1) {
      const startNs = begun.atNs + Math.floor(endpoint / action.batch) * periodNs;
      if (nowNs < startNs || nowNs >= startNs + periodNs) continue;
      // Until it is stopped it drains; while it is down it stays out of the lists, or it would be sent to at once.
      if (drainNs > 0) draining[endpoint] = 1;
      if (nowNs >= startNs + drainNs) node.startingUntilNs[endpoint] = startNs + periodNs;
    }
  }

  private applyToEdge(edge: RuntimeEdge, entries: readonly ActiveEntry[]): void {
    let { weight } = edge.documentConfig;
    for (const { id, target, action } of entries) {
      if (action.type === 'dns-record' && 'edge' in target) weight = this.weightAfterChange(edge, target.edge, weight);
      const begun = this.begun.get(id);
      if (action.type !== 'weight' || begun === undefined || !('edge' in target) || target.edge !== edge.id) continue;
      weight = weightNow(action, begun, this.core.nowNs);
    }
    if (weight !== edge.config.weight) this.assembly.configureWeight(edge, weight);
  }

  /** A changed record is the only one of its zone: all others of the same source have weight 0. */
  private weightAfterChange(edge: RuntimeEdge, changed: string, weight: number): number {
    if (edge.id === changed) return Math.max(1, weight);
    return this.edgeOf(changed)?.source === edge.source ? 0 : weight;
  }

  private recentErrorRatio(edge: RuntimeEdge, { history }: Begun): number | null {
    const { nowNs } = this.core;
    const counts = edge.counters.now;
    const failed = counts[COUNT_FAILED] as number;
    const ended = failed + (counts[COUNT_SUCCEEDED] as number);
    history.push({ atNs: nowNs, ended, failed });
    while (history.length > 2 && (history[1]?.atNs ?? nowNs) <= nowNs - JUDGED_NS) history.shift();
    const [first] = history;
    if (first === undefined || ended - first.ended < JUDGED_CALLS) return null;
    return (failed - first.failed) / (ended - first.ended);
  }

  private edgeOf(id: string): RuntimeEdge | undefined {
    return this.core.edges.find((edge) => edge.id === id && !edge.removed);
  }
}

/** The phases of a deploy: each batch drains, then is down until it has started. */
function rhythm(
  { batch, drainS, startS }: Deploy,
  replicas: number,
): { drainNs: number; periodNs: number; batches: number } {
  const drainNs = Math.round(drainS * NS_PER_S);
  // A replica that takes no time to start is still stopped for an instant.
  const downNs = Math.max(1, Math.round(startS * NS_PER_S));
  return { drainNs, periodNs: drainNs + downNs, batches: Math.ceil(replicas / batch) };
}

function weightNow({ weight, overS }: Shift, { atNs, from }: Begun, nowNs: number): number {
  const overNs = overS * NS_PER_S;
  if (overNs <= 0) return weight;
  // Half a nanosecond of grace, as the steps were rounded to whole ones.
  const steps = Math.min(SHIFT_STEPS, Math.floor(((nowNs - atNs + 0.5) * SHIFT_STEPS) / overNs));
  return from + ((weight - from) * steps) / SHIFT_STEPS;
}

function failureWords(ratio: number, limit: number): string {
  const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;
  return `${percent(ratio)} of its calls failed over 10 s (limit ${percent(limit)})`;
}

function rollback(edge: string, why: string, nowNs: number): Decision {
  const atS = Math.round(nowNs / (NS_PER_S / 10)) / 10;
  return {
    atS,
    kind: 'rollback',
    target: { edge },
    words: `Rolled back: the weight of edge ${edge} went back at ${atS} s, because ${why}.`,
    short: 'rolled back',
  };
}
