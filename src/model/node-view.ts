import type { EndpointState } from './snapshot.ts';

/** What is going on at a node, as far as a kind's own part of the card needs it. */
export interface NodeLive {
  /** Share of answers from the cache, 0 to 100; null when no cache was asked yet. */
  readonly hitPercent: number | null;
  readonly replicas: readonly {
    readonly endpoint: number;
    readonly state: EndpointState;
    /** Utilisation in tenths, 0 to 10. */
    readonly busyTenths: number;
  }[];
  /** The last thing that the run did to it by itself, as a sentence; null when there was none. */
  readonly decision: string | null;
}

/**
 * What a kind's `NodeView` gets. It draws only what is special about the kind: a mark at the right of the card's head
 * (at most 64 × 28 px). The frame, the figures and the states of the card are the same for all kinds.
 */
export interface NodeViewProps {
  /** The complete configuration, defaults filled in; its shape is that of the kind's spec. */
  readonly config: Readonly<Record<string, unknown>>;
  /** null while nothing has run. */
  readonly live: NodeLive | null;
}
