import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { EDGE, ENDPOINT, HEADER, NODE } from '../model/snapshot.ts';
import {
  figuresKey,
  readEdgeFigures,
  readNodeBars,
  readNodeFigures,
  readReplicas,
  type EdgeFigures,
  type NodeBars,
  type NodeFigures,
} from './figure-rows.ts';

/** Texts change at most this often, so that they can be read. */
const TEXT_INTERVAL_MS = 250;
/** Cards and edges told about new texts at once; the others wait for the next round (performance.md section 2). */
const MAX_CARDS_PER_ROUND = 40;
/** Rates kept per node for the sparkline, one per figures window. */
const HISTORY_LENGTH = 32;

/** Time and timers, replaced in tests. */
export interface Schedule {
  now(): number;
  after(delayMs: number, run: () => void): void;
}

const pageSchedule: Schedule = {
  now: () => performance.now(),
  after: (delayMs, run) => void setTimeout(run, delayMs),
};

interface Card<T> {
  readonly listeners: Set<() => void>;
  figures: T | null;
  key: string;
}

interface Bars {
  readonly listeners: Set<(bars: NodeBars | null) => void>;
  key: string;
}

/**
 * The live figures of all nodes and edges, as one typed array with a version per card. A card is told only when a text it
 * prints has changed, at most four times a second and at most 40 cards at a time: one React commit per round.
 */
export class LiveFigures {
  private values = new Float64Array(HEADER.length);
  private rowOfNode = new Map<string, number>();
  private rowOfEdge = new Map<string, number>();
  private endpointEnds = new Int32Array(1);
  private history = new Float32Array(0);
  private historyLength = 0;
  private readonly nodes = new Map<string, Card<NodeFigures>>();
  private readonly edges = new Map<string, Card<EdgeFigures>>();
  private readonly bars = new Map<string, Bars>();
  /** Ids waiting for their round, `n` or `e` in front; a Set keeps the order of arrival, so nobody starves. */
  private readonly waiting = new Set<string>();
  private lastRoundMs = Number.NEGATIVE_INFINITY;
  private roundPlanned = false;
  private held = false;

  constructor(private readonly schedule: Schedule = pageSchedule) {}

  /** New rows: ids by row number. Figures are empty until the first buffer. */
  setTopology(nodeIds: readonly string[], edgeIds: readonly string[]): void {
    this.rowOfNode = new Map(nodeIds.map((id, row) => [id, row]));
    this.rowOfEdge = new Map(edgeIds.map((id, row) => [id, row]));
    this.values = new Float64Array(HEADER.length);
    this.endpointEnds = new Int32Array(nodeIds.length + 1);
    this.history = new Float32Array(nodeIds.length * HISTORY_LENGTH);
    this.historyLength = 0;
    this.markAll();
  }

  /** Copies a figures buffer; the caller may give the buffer back at once. */
  ingest(buffer: Float64Array): void {
    if (
      (buffer[HEADER.nodeRows] ?? 0) !== this.rowOfNode.size ||
      (buffer[HEADER.edgeRows] ?? 0) !== this.rowOfEdge.size
    )
      return;
    if (this.values.length !== buffer.length) this.values = new Float64Array(buffer.length);
    this.values.set(buffer);
    this.indexEndpoints();
    this.keepHistory();
    this.writeBars();
    this.markAll();
  }

  /** While the user drags or pans, nothing is told; the latest figures follow on release. */
  hold(held: boolean): void {
    this.held = held;
    if (!held) this.markAll();
  }

  /** Simulated time of the latest figures in ns; 0 before the first. */
  get timeNs(): number {
    return this.values[HEADER.timeNs] ?? 0;
  }

  /** One column of the latest row of a node (see `NODE`); NaN while there is none. For drawing outside React. */
  nodeValue(id: string, column: number): number {
    const row = this.rowOfNode.get(id);
    if (row === undefined || !this.hasFigures) return Number.NaN;
    return this.values[HEADER.length + row * NODE.columns + column] ?? Number.NaN;
  }

  /** The same for an edge (see `EDGE`). */
  edgeValue(id: string, column: number): number {
    const offset = this.edgeOffset(id);
    return offset === null ? Number.NaN : (this.values[offset + column] ?? Number.NaN);
  }

  /** The user drags or pans: figures are not to change now. */
  get isHeld(): boolean {
    return this.held;
  }

  node(id: string): NodeFigures | null {
    return this.nodes.get(id)?.figures ?? null;
  }

  edge(id: string): EdgeFigures | null {
    return this.edges.get(id)?.figures ?? null;
  }

  /** Figures of any node as they are now, whether a card shows them or not; null while there are none. */
  readNode(id: string): NodeFigures | null {
    const row = this.rowOfNode.get(id);
    if (row === undefined || !this.hasFigures) return null;
    const offset = HEADER.length + this.rowOfNode.size * NODE.columns + this.rowOfEdge.size * EDGE.columns;
    const replicas = readReplicas(this.values, offset, this.endpointEnds[row] ?? 0, this.endpointEnds[row + 1] ?? 0);
    return readNodeFigures(this.values, HEADER.length + row * NODE.columns, replicas);
  }

  /** Figures of any edge as they are now; null while there are none. */
  readEdge(id: string): EdgeFigures | null {
    const offset = this.edgeOffset(id);
    return offset === null ? null : readEdgeFigures(this.values, offset);
  }

  subscribeNode(id: string, listener: () => void): () => void {
    const leave = this.subscribe(this.nodes, id, listener);
    this.refreshNode(id);
    return leave;
  }

  subscribeEdge(id: string, listener: () => void): () => void {
    const leave = this.subscribe(this.edges, id, listener);
    this.refreshEdge(id);
    return leave;
  }

  /** Called with the bars of a node at once and whenever one of their rounded values changed, at most as often as buffers come (10 Hz). */
  subscribeBars(id: string, listener: (bars: NodeBars | null) => void): () => void {
    const entry = this.bars.get(id) ?? { listeners: new Set(), key: '' };
    this.bars.set(id, entry);
    entry.listeners.add(listener);
    listener(this.readBars(id));
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0) this.bars.delete(id);
    };
  }

  /** Rates of the last windows, oldest first; for a sparkline drawn outside React. */
  rateHistory(id: string): readonly number[] {
    const row = this.rowOfNode.get(id);
    if (row === undefined) return [];
    const count = Math.min(this.historyLength, HISTORY_LENGTH);
    const rates: number[] = [];
    for (let age = count; age > 0; age--) {
      rates.push(this.history[row * HISTORY_LENGTH + ((this.historyLength - age) % HISTORY_LENGTH)] ?? 0);
    }
    return rates;
  }

  private subscribe<T>(cards: Map<string, Card<T>>, id: string, listener: () => void): () => void {
    const card = cards.get(id) ?? { listeners: new Set(), figures: null, key: '' };
    cards.set(id, card);
    card.listeners.add(listener);
    return () => {
      card.listeners.delete(listener);
      if (card.listeners.size === 0) cards.delete(id);
    };
  }

  private get hasFigures(): boolean {
    return this.timeNs > 0;
  }

  private markAll(): void {
    for (const id of this.nodes.keys()) this.waiting.add(`n${id}`);
    for (const id of this.edges.keys()) this.waiting.add(`e${id}`);
    this.planRound();
  }

  private planRound(): void {
    if (this.roundPlanned || this.held || this.waiting.size === 0) return;
    this.roundPlanned = true;
    const waitMs = Math.max(0, this.lastRoundMs + TEXT_INTERVAL_MS - this.schedule.now());
    this.schedule.after(waitMs, () => this.runRound());
  }

  private runRound(): void {
    this.roundPlanned = false;
    if (this.held) return;
    this.lastRoundMs = this.schedule.now();
    const told: (() => void)[] = [];
    let cards = 0;
    for (const name of this.waiting) {
      this.waiting.delete(name);
      const changed = name.startsWith('n') ? this.refreshNode(name.slice(1)) : this.refreshEdge(name.slice(1));
      if (changed === null) continue;
      told.push(...changed);
      if (++cards >= MAX_CARDS_PER_ROUND) break;
    }
    for (const tell of told) tell();
    this.planRound();
  }

  private refreshNode(id: string): ReadonlySet<() => void> | null {
    const card = this.nodes.get(id);
    if (card === undefined) return null;
    return replace(card, this.readNode(id));
  }

  private refreshEdge(id: string): ReadonlySet<() => void> | null {
    const card = this.edges.get(id);
    return card === undefined ? null : replace(card, this.readEdge(id));
  }

  /** Where the row of an edge begins; null while there are no figures. */
  private edgeOffset(id: string): number | null {
    const row = this.rowOfEdge.get(id);
    if (row === undefined || !this.hasFigures) return null;
    return HEADER.length + this.rowOfNode.size * NODE.columns + row * EDGE.columns;
  }

  private readBars(id: string): NodeBars | null {
    const row = this.rowOfNode.get(id);
    return row === undefined || !this.hasFigures ? null : readNodeBars(this.values, HEADER.length + row * NODE.columns);
  }

  private writeBars(): void {
    if (this.held) return;
    for (const [id, entry] of this.bars) {
      const bars = this.readBars(id);
      const key = bars === null ? '' : figuresKey(bars);
      if (key === entry.key) continue;
      entry.key = key;
      for (const listener of entry.listeners) listener(bars);
    }
  }

  /** Endpoint rows come in node order: `endpointEnds[row]` to `endpointEnds[row + 1]` are those of a node. */
  private indexEndpoints(): void {
    const offset = HEADER.length + this.rowOfNode.size * NODE.columns + this.rowOfEdge.size * EDGE.columns;
    const count = this.values[HEADER.endpointRows] ?? 0;
    let row = 0;
    for (let node = 0; node < this.rowOfNode.size; node++) {
      this.endpointEnds[node] = row;
      while (row < count && this.values[offset + row * ENDPOINT.columns + ENDPOINT.nodeRow] === node) row++;
    }
    this.endpointEnds[this.rowOfNode.size] = row;
  }

  /** One point per buffer that closed a window: rows hold the figures of the last whole window. */
  private keepHistory(): void {
    if ((this.values[HEADER.windowRows] ?? 0) === 0) return;
    const column = this.historyLength % HISTORY_LENGTH;
    for (let row = 0; row < this.rowOfNode.size; row++) {
      const rate = this.values[HEADER.length + row * NODE.columns + NODE.ratePerSecond] ?? 0;
      this.history[row * HISTORY_LENGTH + column] = Number.isNaN(rate) ? 0 : rate;
    }
    this.historyLength++;
  }
}

/** Puts new figures on a card if they look different; returns who must be told, or null. */
function replace<T extends NodeFigures | EdgeFigures>(
  card: Card<T>,
  figures: T | null,
): ReadonlySet<() => void> | null {
  const key = figures === null ? '' : figuresKey(figures);
  if (key === card.key) return null;
  card.key = key;
  card.figures = figures;
  return card.listeners;
}

/** The figures of the page. `simulation-client` feeds it. */
export const liveFigures = new LiveFigures();

/** Figures of a node while a run has them, else null (show the settings instead). Re-renders only when a text changed. */
export function useNodeFigures(id: string): NodeFigures | null {
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeNode(id, listener), [id]);
  return useSyncExternalStore(subscribe, () => liveFigures.node(id));
}

/** Figures of an edge while a run has them, else null. */
export function useEdgeFigures(id: string): EdgeFigures | null {
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeEdge(id, listener), [id]);
  return useSyncExternalStore(subscribe, () => liveFigures.edge(id));
}

/**
 * Calls `apply` with the bars of a node at up to 10 Hz, outside React: write to a ref's style in it, set no state.
 * `apply` may be a new function on each render.
 */
export function useNodeBars(id: string, apply: (bars: NodeBars | null) => void): void {
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });
  useEffect(() => liveFigures.subscribeBars(id, (bars) => latest.current(bars)), [id]);
}
