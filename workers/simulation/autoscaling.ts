import { replicasFor, ScaleInWindow } from '../../src/algorithms/autoscaling/target-utilization.ts';
import type { BehaviourModule, ScaleRule } from '../../src/model/sim-context.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** What the scaler of one node remembers. */
interface Scaler {
  rule: ScaleRule;
  /** Endpoints there are, and how many of them are wanted: those beyond drain until `removeAtNs`. */
  count: number;
  wanted: number;
  removeAtNs: number;
  readonly window: ScaleInWindow;
  /** By endpoint: when it is ready for the first time, and busy slot-nanoseconds when its measurement began, and when that was. */
  readonly readyNs: number[];
  readonly busyFrom: number[];
  readonly measuredFromNs: number[];
  /** It is at its limit and asks for more (or fewer): said once. */
  isAtLimit: boolean;
  isScheduled: boolean;
}

interface Hooks {
  /** Runs `evaluate` then. */
  readonly at: (timeNs: number, evaluate: () => void) => void;
  /** What is to be has changed. */
  readonly apply: () => void;
}

/**
 * Scales nodes by their utilisation. New endpoints start up first and are marked as draining meanwhile, so that nobody sends to them;
 * those that are to go drain, then they are gone. `Faults.apply` brings the nodes to what stands here.
 */
export class Autoscaling {
  private readonly scalers = new Map<RuntimeNode, Scaler>();
  /** Nodes whose number an action holds. */
  private readonly held = new Set<RuntimeNode>();

  constructor(
    private readonly core: Core,
    private readonly hooks: Hooks,
  ) {}

  /** Follows the configurations of the nodes. */
  follow(): void {
    for (const node of this.core.nodes) {
      const rule = node.removed ? null : ruleOf(node);
      const known = this.scalers.get(node);
      if (rule === null) this.scalers.delete(node);
      else if (known !== undefined) known.rule = rule;
      else this.begin(node, rule);
    }
  }

  /** Endpoints a node should have now; null where nothing scales it. */
  countOf(node: RuntimeNode, isHeld: boolean): number | null {
    const scaler = this.scalers.get(node);
    if (scaler === undefined) return null;
    if (isHeld) this.held.add(node);
    else this.held.delete(node);
    if (scaler.wanted < scaler.count && this.core.nowNs >= scaler.removeAtNs) scaler.count = scaler.wanted;
    return scaler.count;
  }

  /** Before a node gets more endpoints: new ones start up, out of everybody's lists. */
  prepare(node: RuntimeNode, count: number): void {
    const scaler = this.scalers.get(node);
    if (scaler === undefined || this.held.has(node)) return;
    for (let endpoint = node.endpointCount; endpoint < count; endpoint += 1)
      node.startUp(endpoint, scaler.readyNs[endpoint] ?? 0, this.core.nowNs);
  }

  /** Marks endpoints that start up or are to go. */
  mark(node: RuntimeNode, draining: Uint8Array): void {
    const scaler = this.scalers.get(node);
    if (scaler === undefined || this.held.has(node)) return;
    for (let endpoint = 0; endpoint < Math.min(scaler.count, draining.length); endpoint += 1)
      if (endpoint >= scaler.wanted || (scaler.readyNs[endpoint] ?? 0) > this.core.nowNs) draining[endpoint] = 1;
  }

  private begin(node: RuntimeNode, rule: ScaleRule): void {
    const { nowNs } = this.core;
    const count = Math.min(rule.max, Math.max(rule.min, node.endpointCount));
    const scaler: Scaler = {
      rule,
      count,
      wanted: count,
      removeAtNs: 0,
      window: new ScaleInWindow(nowNs, count),
      readyNs: [],
      busyFrom: [],
      measuredFromNs: [],
      isAtLimit: false,
      isScheduled: false,
    };
    this.scalers.set(node, scaler);
    this.measureAnew(node, scaler);
    this.schedule(node, scaler);
  }

  private schedule(node: RuntimeNode, scaler: Scaler): void {
    this.hooks.at(this.core.nowNs + scaler.rule.periodNs, () => {
      if (node.removed || this.scalers.get(node) !== scaler) return;
      if (!this.held.has(node)) this.evaluate(node, scaler);
      this.measureAnew(node, scaler);
      this.schedule(node, scaler);
    });
  }

  private evaluate(node: RuntimeNode, scaler: Scaler): void {
    const { rule, wanted } = scaler;
    const { nowNs } = this.core;
    const seen = this.look(node, scaler);
    const asked = replicasFor(rule.target, seen);
    const stable = scaler.window.stabilize(asked, wanted, nowNs, rule.stabilizationNs);
    const next = Math.min(rule.max, Math.max(rule.min, stable));
    if (next === wanted) {
      this.sayLimit(node, scaler, asked, seen.utilization);
      return;
    }
    scaler.isAtLimit = false;
    if (next > wanted) this.scaleOut(scaler, next);
    else {
      scaler.wanted = next;
      scaler.removeAtNs = nowNs + rule.drainNs;
      this.hooks.at(scaler.removeAtNs, this.hooks.apply);
    }
    this.say(node, `Scaled ${next > wanted ? 'out' : 'in'} from ${wanted} to ${next}`, seen.utilization, {
      rule,
      short: `${next > wanted ? '+' : '−'}${Math.abs(next - wanted)} at ${percent(seen.utilization)}`,
    });
    this.hooks.apply();
  }

  /** Those that drain are taken back first; what is new starts up. */
  private scaleOut(scaler: Scaler, next: number): void {
    const { nowNs } = this.core;
    const readyNs = nowNs + scaler.rule.startNs;
    for (let endpoint = scaler.count; endpoint < next; endpoint += 1) scaler.readyNs[endpoint] = readyNs;
    if (next > scaler.count && readyNs > nowNs) this.hooks.at(readyNs, this.hooks.apply);
    scaler.wanted = next;
    scaler.count = Math.max(scaler.count, next);
  }

  /** Mean utilisation since the last look of those that work and are to stay. */
  private look(node: RuntimeNode, scaler: Scaler): { ready: number; notReady: number; utilization: number } {
    const { nowNs, stations } = this.core;
    let ready = 0;
    let sum = 0;
    for (let endpoint = 0; endpoint < scaler.wanted; endpoint += 1) {
      const spanNs = nowNs - (scaler.measuredFromNs[endpoint] ?? nowNs);
      if (spanNs <= 0 || node.trouble?.crashed[endpoint] === 1 || node.draining[endpoint] === 1) continue;
      const station = node.stations[endpoint] as number;
      ready += 1;
      sum +=
        (stations.busyArea(station) - (scaler.busyFrom[endpoint] ?? 0)) /
        (spanNs * (stations.slots[station] as number));
    }
    return { ready, notReady: scaler.wanted - ready, utilization: ready === 0 ? 0 : sum / ready };
  }

  private measureAnew(node: RuntimeNode, scaler: Scaler): void {
    const { nowNs, stations } = this.core;
    for (let endpoint = 0; endpoint < scaler.count; endpoint += 1) {
      const station = node.stations[endpoint];
      scaler.busyFrom[endpoint] = station === undefined ? 0 : stations.busyArea(station);
      scaler.measuredFromNs[endpoint] = Math.max(nowNs, scaler.readyNs[endpoint] ?? 0);
    }
  }

  private sayLimit(node: RuntimeNode, scaler: Scaler, asked: number, utilization: number): void {
    const { rule, wanted } = scaler;
    const isAtLimit = wanted === rule.max && asked > rule.max;
    if (isAtLimit && !scaler.isAtLimit)
      this.say(node, `Held at ${wanted}, the most allowed, though ${asked} were asked for`, utilization, {
        rule,
        short: `at most ${wanted}`,
      });
    scaler.isAtLimit = isAtLimit;
  }

  private say(
    node: RuntimeNode,
    what: string,
    utilization: number,
    { rule, short }: { readonly rule: ScaleRule; readonly short: string },
  ): void {
    const periodS = rule.periodNs / NS_PER_S;
    this.core.decisions.push({
      atS: this.core.nowNs / NS_PER_S,
      kind: 'scale',
      target: { node: node.id },
      words: `${what}: ${percent(utilization)} busy over ${periodS} s, target ${percent(rule.target)}.`,
      short,
    });
  }
}

function ruleOf(node: RuntimeNode): ScaleRule | null {
  return (node.module as BehaviourModule<unknown>).autoscaling?.(node.documentConfig) ?? null;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
