import { BEHAVIOURS } from '../../src/kinds/behaviours.ts';
import { findSpec, type KindId } from '../../src/kinds/specs.ts';
import { completeConfig, completeEdge } from '../../src/model/complete-config.ts';
import type { Design, DesignEdge, DesignNode } from '../../src/model/design.ts';
import { OUTCOME } from '../../src/model/outcome.ts';
import type { RequestClassConfig } from '../../src/model/request.ts';
import type { BehaviourModule } from '../../src/model/sim-context.ts';
import { NS_PER_MS } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import type { JobEndings } from './job-endings.ts';
import { Link } from './network/link.ts';
import { placesOf, type Place } from './network/places.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { RuntimeClass } from './runtime-class.ts';
import { RuntimeEdge } from './runtime-edge.ts';
import { RuntimeNode } from './runtime-node.ts';

/** Users of each client are numbered from a round number of their own (a client has at most a million). */
const USERS_PER_CLIENT = 1_000_000;

type Config = Readonly<Record<string, unknown>>;

/** What the assembly needs from the rest of the engine without knowing it. */
export interface AssemblyHooks {
  createBehaviour(node: RuntimeNode): void;
  wakeAt(timeNs: number): void;
}

/** Builds the run from a document and keeps it in step when the document is edited. Order of ids, not of arrays, decides. */
export class Assembly {
  private readonly nodeById = new Map<string, RuntimeNode>();
  private readonly edgeById = new Map<string, RuntimeEdge>();
  private readonly addressLinks = new Map<string, Link>();
  private readonly keysOfPath = new Map<string, { first: number; count: number }>();
  private parents = new Map<string, string | undefined>();
  private places: ReadonlyMap<string, Place> = new Map();

  constructor(
    private readonly core: Core,
    private readonly retries: RetryPolicy,
    private readonly endings: JobEndings,
    private readonly hooks: AssemblyHooks,
  ) {}

  wakeAt(timeNs: number): void {
    this.hooks.wakeAt(timeNs);
  }

  /** Whether a node is inside a container, at any depth. */
  isInside(id: string, container: string): boolean {
    for (let at = this.parents.get(id); at !== undefined; at = this.parents.get(at)) if (at === container) return true;
    return false;
  }

  findNode(id: string): RuntimeNode | undefined {
    return this.nodeById.get(id);
  }

  /** Builds everything, or brings it up to date with an edited document. */
  update(design: Design): void {
    this.parents = new Map(design.nodes.map((node) => [node.id, node.parent]));
    this.places = placesOf(design);
    const changed = new Set<RuntimeNode>();
    this.removeGone(design, changed);
    for (const node of byId(design.nodes)) this.updateNode(node, changed);
    for (const edge of byId(design.edges)) this.updateEdge(edge, changed);
    for (const link of this.core.links) if (!link.edge.removed) this.configureLink(link);
    this.start(changed);
  }

  /** The path a client takes to an address that DNS gave it: straight to the record's target. */
  addressLink(from: RuntimeNode, record: RuntimeEdge): Link {
    const key = `${from.index} ${record.index}`;
    const known = this.addressLinks.get(key);
    if (known !== undefined) return known;
    const link = this.newLink(record, from);
    this.addressLinks.set(key, link);
    this.configureLink(link);
    return link;
  }

  /** Takes over a configuration during the run: stations, request classes, behaviour. */
  configureNode(node: RuntimeNode, config: Config): void {
    node.config = config;
    this.layOut(node);
    if (node.isClient) this.updateClasses(node);
    node.behaviour.onConfig?.();
    for (const edge of this.core.edges)
      if (edge.targetNode === node && !edge.removed) edge.source.behaviour.onConfig?.();
  }

  /** Gives an edge another weight during the run. */
  configureWeight(edge: RuntimeEdge, weight: number): void {
    edge.config = { ...edge.config, weight };
    edge.source.behaviour.onConfig?.();
  }

  private start(changed: Set<RuntimeNode>): void {
    for (const node of this.core.nodes) {
      if (node.removed) continue;
      if (!node.hasBehaviour) {
        this.hooks.createBehaviour(node);
        node.hasBehaviour = true;
        node.behaviour.start?.();
      } else if (changed.has(node)) node.behaviour.onConfig?.();
    }
  }

  private removeGone(design: Design, changed: Set<RuntimeNode>): void {
    const nodes = new Map(design.nodes.map((node) => [node.id, node]));
    const edges = new Map(design.edges.map((edge) => [edge.id, edge]));
    const gone = [...this.nodeById.values()].filter((node) => nodes.get(node.id)?.kind !== node.spec.id);
    for (const node of gone) this.removeNode(node);
    for (const edge of this.edgeById.values()) {
      const now = edges.get(edge.id);
      const same =
        now !== undefined &&
        now.source === edge.source.id &&
        now.target === edge.targetId &&
        !edge.source.removed &&
        !edge.targetNode.removed;
      if (!same) this.removeEdge(edge, changed);
    }
    for (const node of gone) this.endings.dropArrivals(node);
  }

  private removeNode(node: RuntimeNode): void {
    this.endings.abortAtNode(node, -1, OUTCOME.cancelled_by_edit);
    node.removed = true;
    for (const edge of node.edges) edge.targetNode.ejectedBy.fill(0);
    for (const requestClass of node.classes) requestClass.removed = true;
    this.nodeById.delete(node.id);
  }

  private removeEdge(edge: RuntimeEdge, changed: Set<RuntimeNode>): void {
    edge.removed = true;
    for (const link of this.core.links)
      if (link.edge === edge) this.endings.cancelOnLink(link, OUTCOME.cancelled_by_edit);
    edge.source.edges = edge.source.edges.filter((other) => other !== edge);
    this.edgeById.delete(edge.id);
    changed.add(edge.source);
  }

  private updateNode(design: DesignNode, changed: Set<RuntimeNode>): void {
    const spec = findSpec(design.kind);
    const module = BEHAVIOURS[design.kind as KindId] as BehaviourModule<never> | null | undefined;
    if (spec === undefined || module === null || module === undefined) return;
    const config: Config = completeConfig(spec.fields, design.config);
    const place = this.places.get(design.id) as Place;
    const known = this.nodeById.get(design.id);
    if (known === undefined) {
      this.addNode(new RuntimeNode(this.core.nodes.length, design.id, spec, module, config, place));
      return;
    }
    known.place = place;
    if (JSON.stringify(config) === JSON.stringify(known.documentConfig)) return;
    // A number of replicas that something else than the document holds stays until that is looked at anew (`Faults.apply`).
    const { replicas } = known.config;
    const isHeld = replicas !== known.documentConfig['replicas'];
    known.documentConfig = config;
    known.config = isHeld ? { ...config, replicas } : config;
    this.layOut(known);
    if (known.isClient) this.updateClasses(known);
    changed.add(known);
    for (const edge of this.core.edges) if (edge.targetNode === known && !edge.removed) changed.add(edge.source);
  }

  private addNode(node: RuntimeNode): void {
    // Counted over clients alone: a service more or less must not send users to other resolvers.
    node.firstUser = this.core.nodes.filter(({ isClient }) => isClient).length * USERS_PER_CLIENT;
    this.core.nodes.push(node);
    this.nodeById.set(node.id, node);
    this.layOut(node);
    if (node.isClient) this.updateClasses(node);
  }

  /** Sizes the node's stations. Work at endpoints that are gone is finished there. */
  private layOut(node: RuntimeNode): void {
    const { core } = this;
    const layout = (node.module as BehaviourModule<unknown>).endpoints(node.config);
    const known = node.endpoints.length;
    node.applyLayout(layout);
    const added = node.endpoints.length - known;
    if (added > 0) {
      const first = core.stations.add(added, layout.slots, layout.queueLimit);
      for (let i = 0; i < added; i += 1) node.stations[known + i] = first + i;
    }
    for (const station of node.stations) {
      core.stations.slots[station] = layout.slots;
      core.stations.queueLimit[station] = layout.queueLimit;
      if (node.hasBehaviour) core.admitNext(node, station);
    }
  }

  private updateClasses(node: RuntimeNode): void {
    const configs = node.config['classes'] as readonly RequestClassConfig[];
    const good = node.config['goodWithinMs'] as number | null;
    const goodWithinNs = good === null ? Infinity : good * NS_PER_MS;
    const before = node.classes;
    for (const old of before) old.removed = true;
    node.classes = configs.map((config) => {
      // What did not change goes on counting: another rate must not take a class's figures away.
      const requestClass =
        before.find((old) => old.removed && old.isFor(config, goodWithinNs)) ??
        this.newClass(node, config, goodWithinNs);
      requestClass.removed = false;
      return requestClass;
    });
  }

  private newClass(node: RuntimeNode, config: RequestClassConfig, goodWithinNs: number): RuntimeClass {
    const { classes } = this.core;
    const requestClass = new RuntimeClass(classes.length, node.index, this.firstKeyOf(config), config, goodWithinNs);
    classes.push(requestClass);
    return requestClass;
  }

  /** Classes with the same path ask for the same objects, whoever sends them. */
  private firstKeyOf(config: RequestClassConfig): number {
    const known = this.keysOfPath.get(config.path);
    if (known !== undefined && known.count >= config.keyCount) return known.first;
    // More objects under the same path: those there are keep their numbers, so that caches still know them.
    if (known !== undefined && known.first + known.count === this.core.keyCount) {
      this.core.keyCount = known.first + config.keyCount;
      known.count = config.keyCount;
      return known.first;
    }
    const first = this.core.keyCount;
    this.core.keyCount += config.keyCount;
    this.keysOfPath.set(config.path, { first, count: config.keyCount });
    return first;
  }

  private updateEdge(design: DesignEdge, changed: Set<RuntimeNode>): void {
    const source = this.nodeById.get(design.source);
    const target = this.nodeById.get(design.target);
    if (source === undefined || target === undefined) return;
    const config = completeEdge(design.config);
    const known = this.edgeById.get(design.id);
    if (known === undefined) {
      this.addEdge(new RuntimeEdge(this.core.edges.length, design.id, source, target, config), changed);
      return;
    }
    if (JSON.stringify(config) === JSON.stringify(known.documentConfig)) return;
    known.documentConfig = config;
    known.config = config;
    changed.add(source);
    for (const link of this.core.links) if (link.edge === known) this.retries.configure(link);
  }

  private addEdge(edge: RuntimeEdge, changed: Set<RuntimeNode>): void {
    this.core.edges.push(edge);
    this.edgeById.set(edge.id, edge);
    edge.source.edges = byId([...edge.source.edges, edge]);
    edge.direct = this.newLink(edge, edge.source);
    changed.add(edge.source);
  }

  private newLink(edge: RuntimeEdge, from: RuntimeNode): Link {
    const link = new Link(this.core.links.length, edge, from, this.core.stream(`${from.id}>${edge.id}`, 'network'));
    this.core.links.push(link);
    this.retries.configure(link);
    return link;
  }

  private configureLink(link: Link): void {
    const { core } = this;
    link.configure(core.events, core.jobs, core.connections);
    // Once there was one they stay: what it began may still be under way.
    core.hasCodecs ||= link.codec !== null;
    core.hasCancelling ||= link.cancels;
    core.hasStreams ||= link.streaming !== null;
  }
}

/** In the order of ids; `e2` comes before `e10`. Shuffling a document's lists changes nothing. */
function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
}
