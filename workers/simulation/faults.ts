import type { Action, ActionTarget } from '../../src/model/actions.ts';
import type { Objective } from '../../src/model/objectives.ts';
import { OUTCOME } from '../../src/model/outcome.ts';
import { NS_PER_MS, NS_PER_S } from '../../src/model/units.ts';
import type { ActiveAction } from '../../src/model/worker-protocol.ts';
import type { Assembly } from './assembly.ts';
import { Autoscaling } from './autoscaling.ts';
import type { Core } from './core.ts';
import type { JobEndings } from './job-endings.ts';
import type { Link, LinkTrouble } from './network/link.ts';
import { Releases } from './releases.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode, Trouble } from './runtime-node.ts';

/** What faults need from the run: to come back at a time, and the design's objectives as they are now. */
export interface FaultHooks {
  readonly controlAt: (timeNs: number, control: () => void) => void;
  readonly objectives: () => readonly Objective[];
}

/** An action in force. */
export interface ActiveEntry extends ActiveAction {
  readonly planned: boolean;
}

/** What others can notice; a deploy or a shift of weight is no fault. */
const FAULTS: ReadonlySet<Action['type']> = new Set([
  'crash',
  'black-hole',
  'hang',
  'slow',
  'errors',
  'partition',
  'loss',
  'latency',
]);

/** Faults and changes in force. The state of nodes and links is worked out anew from the list whenever it changes. */
export class Faults {
  private entries: ActiveEntry[] = [];
  private nextId = 1;
  private readonly releases: Releases;
  private readonly autoscaling: Autoscaling;

  constructor(
    private readonly core: Core,
    private readonly assembly: Assembly,
    private readonly endings: JobEndings,
    { controlAt, objectives }: FaultHooks,
  ) {
    this.autoscaling = new Autoscaling(core, { at: controlAt, apply: () => this.apply() });
    this.releases = new Releases(core, assembly, { autoscaling: this.autoscaling, objectives });
  }

  /** The run begins: nodes may have other numbers of replicas than the document says. */
  start(): void {
    this.autoscaling.follow();
    for (const node of this.core.nodes) this.applyScale(node, []);
  }

  /** Begins an action now. Returns the number it can be ended by; a one-off (`flush`) is over at once. */
  begin(target: ActionTarget, action: Action, planned: boolean): number {
    const id = this.nextId++;
    this.core.digest.addText(JSON.stringify([target, action]));
    this.core.digest.add(this.core.nowNs);
    if (action.type === 'flush') {
      this.flush(target);
      return id;
    }
    const entry = { id, target, action, sinceS: this.core.nowNs / NS_PER_S, planned };
    this.entries.push(entry);
    this.releases.begin(entry);
    this.apply();
    return id;
  }

  end(id: number | 'all'): void {
    const before = this.entries.length;
    this.entries = id === 'all' ? [] : this.entries.filter((entry) => entry.id !== id);
    if (this.entries.length === before) return;
    this.core.digest.add(this.core.nowNs);
    this.apply();
  }

  /** A window of the metrics has closed: shifts of weight that did harm are taken back. */
  checkRollbacks(): void {
    for (const id of this.releases.failedShifts(this.entries)) this.end(id);
  }

  active(): readonly ActiveAction[] {
    return this.entries;
  }

  /** Since when the latest fault at an endpoint of an edge's target, or on the way there, is in force; -1 without one. */
  sinceNs(edge: RuntimeEdge, endpoint: number): number {
    const node = edge.targetNode;
    let latest = -1;
    for (const { target, action, sinceS } of this.entries) {
      if (!FAULTS.has(action.type)) continue;
      const isOwn = 'node' in target && target.node === node.id && (target.endpoint ?? endpoint) === endpoint;
      const isAround = 'node' in target && this.assembly.isInside(node.id, target.node);
      if (isOwn || isAround || ('edge' in target && target.edge === edge.id)) latest = Math.max(latest, sinceS);
    }
    // A replica that was stopped for a deploy is down without a fault in force.
    const stoppedNs = node.trouble?.crashed[endpoint] === 1 ? (node.downSinceNs[endpoint] as number) : -1;
    return Math.max(stoppedNs, latest < 0 ? -1 : Math.round(latest * NS_PER_S));
  }

  /** Works out what is broken now and tells nodes and links that changed. Also called after an edit and when a replica has started up. */
  apply(): void {
    this.entries = this.entries.filter((entry) => !this.releases.isOver(entry));
    this.autoscaling.follow();
    this.releases.apply(this.entries);
    for (const node of this.core.nodes) if (!node.removed) this.applyToNode(node);
    for (const link of this.core.links) if (!link.edge.removed) this.applyToLink(link);
  }

  private applyToNode(node: RuntimeNode): void {
    const entries = this.entries.filter((entry) => 'node' in entry.target && this.covers(entry.target.node, node));
    this.applyTraffic(node, entries);
    this.applyScale(node, entries);
    const before = node.trouble;
    // The users of a region that fails go on asking.
    node.trouble = node.isClient ? null : this.troubleOf(node, entries);
    for (let endpoint = 0; endpoint < node.endpoints.length; endpoint += 1) {
      if (node.trouble?.crashed[endpoint] === 1 && before?.crashed[endpoint] !== 1) this.crash(node, endpoint);
      if (before?.hung[endpoint] === 1 && node.trouble?.hung[endpoint] !== 1) this.endings.goOn(node, endpoint);
    }
  }

  private covers(id: string, node: RuntimeNode): boolean {
    return id === node.id || this.assembly.isInside(node.id, id);
  }

  private applyTraffic(node: RuntimeNode, entries: readonly ActiveEntry[]): void {
    let factor = 1;
    for (const { action } of entries) if (action.type === 'traffic') factor *= action.factor;
    if (factor === node.trafficFactor) return;
    node.trafficFactor = factor;
    node.behaviour.onConfig?.();
  }

  private applyScale(node: RuntimeNode, entries: readonly ActiveEntry[]): void {
    if (!('replicas' in node.documentConfig)) return;
    let held: number | null = null;
    for (const { action } of entries) if (action.type === 'scale') held = action.replicas;
    const scaled = this.autoscaling.countOf(node, held !== null);
    const replicas = held ?? scaled ?? node.documentConfig['replicas'];
    if (replicas === node.config['replicas']) return;
    if (scaled !== null) this.autoscaling.prepare(node, scaled);
    this.assembly.configureNode(node, { ...node.documentConfig, replicas });
  }

  private troubleOf(node: RuntimeNode, entries: readonly ActiveEntry[]): Trouble | null {
    // A place can fail as a whole; the people in it go on asking.
    if (node.isClient) return null;
    const n = node.endpoints.length;
    const trouble: Trouble = {
      crashed: new Uint8Array(n),
      blackHole: new Uint8Array(n),
      hung: new Uint8Array(n),
      certificateExpired: new Uint8Array(n),
      slowFactor: new Float64Array(n).fill(1),
      slowAddNs: new Float64Array(n),
      errorRatio: new Float64Array(n),
    };
    let any = this.markStarting(node, entries, trouble);
    for (const { target, action } of entries) {
      const only = 'node' in target && target.node === node.id ? (target.endpoint ?? -1) : -1;
      for (let endpoint = 0; endpoint < n; endpoint += 1) {
        if (only === -1 || only === endpoint) any = addTrouble(trouble, endpoint, action) || any;
      }
    }
    return any ? trouble : null;
  }

  /** A replica whose crash is over starts up first; until then it refuses. */
  private markStarting(node: RuntimeNode, entries: readonly ActiveEntry[], trouble: Trouble): boolean {
    const now = this.core.nowNs;
    let any = false;
    for (let endpoint = 0; endpoint < node.endpoints.length; endpoint += 1) {
      const wasDown = node.trouble?.crashed[endpoint] === 1 && !((node.startingUntilNs[endpoint] as number) > 0);
      if (wasDown && !isCrashed(entries, node.id, endpoint) && node.restartNs > 0) {
        node.startingUntilNs[endpoint] = now + node.restartNs;
        this.assembly.wakeAt(now + node.restartNs);
      }
      if ((node.startingUntilNs[endpoint] as number) > now) {
        trouble.crashed[endpoint] = 1;
        any = true;
      } else node.startingUntilNs[endpoint] = 0;
    }
    return any;
  }

  private crash(node: RuntimeNode, endpoint: number): void {
    this.endings.breakConnections(node, endpoint);
    node.downSinceNs[endpoint] = this.core.nowNs;
    this.endings.abortAtNode(
      node,
      endpoint,
      node.draining[endpoint] === 1 ? OUTCOME.draining_cut : OUTCOME.connection_reset,
    );
    node.behaviour.onRestart?.(endpoint);
  }

  private flush(target: ActionTarget): void {
    if (!('node' in target)) return;
    for (const node of this.core.nodes)
      if (!node.removed && this.covers(target.node, node)) node.behaviour.onFlush?.(target.endpoint ?? -1);
  }

  private applyToLink(link: Link): void {
    link.trouble = this.linkTroubleOf(link);
    link.configure(this.core.events, this.core.jobs, this.core.connections);
  }

  private linkTroubleOf(link: Link): LinkTrouble | null {
    let cut = false;
    let addNs = 0;
    let jitterNs = 0;
    let passes = 1;
    let any = false;
    for (const { target, action } of this.entries) {
      if (!this.concerns(target, link)) continue;
      if (action.type === 'partition') cut = true;
      else if (action.type === 'latency') {
        addNs += Math.round(action.addMs * NS_PER_MS);
        jitterNs += action.jitterMs * NS_PER_MS;
      } else if (action.type === 'loss') passes *= 1 - action.ratio;
      else continue;
      any = true;
    }
    return any ? { cut, addNs, jitterNs, lossRatio: 1 - passes } : null;
  }

  /** An action on the edge itself, or a partition of a place whose border the link crosses. */
  private concerns(target: ActionTarget, link: Link): boolean {
    if ('edge' in target) return target.edge === link.edge.id;
    const from = this.covers(target.node, link.source);
    return from !== this.covers(target.node, link.target);
  }
}

function isCrashed(entries: readonly ActiveEntry[], nodeId: string, endpoint: number): boolean {
  return entries.some(({ target, action }) => {
    if (action.type !== 'crash' || !('node' in target)) return false;
    return target.node !== nodeId || target.endpoint === undefined || target.endpoint === endpoint;
  });
}

/** Adds what an action does to one endpoint; false when it does nothing to nodes. */
function addTrouble(trouble: Trouble, endpoint: number, action: Action): boolean {
  switch (action.type) {
    case 'crash':
      trouble.crashed[endpoint] = 1;
      return true;
    case 'black-hole':
    case 'dns-outage':
      trouble.blackHole[endpoint] = 1;
      return true;
    case 'hang':
      trouble.hung[endpoint] = 1;
      return true;
    case 'certificate-expired':
      trouble.certificateExpired[endpoint] = 1;
      return true;
    case 'slow':
      trouble.slowFactor[endpoint] = (trouble.slowFactor[endpoint] as number) * action.factor;
      trouble.slowAddNs[endpoint] = (trouble.slowAddNs[endpoint] as number) + action.addMs * NS_PER_MS;
      return true;
    case 'errors':
      trouble.errorRatio[endpoint] = 1 - (1 - (trouble.errorRatio[endpoint] as number)) * (1 - action.ratio);
      return true;
    default:
      return false;
  }
}
