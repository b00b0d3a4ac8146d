/** What draws hops; at most one layer is on the page. Buffers are valid only during the call. */
export interface HopSink {
  /** Another run: what is on its way now is not part of it. */
  clear(): void;
  /** Ids of edges by row, from now on. */
  setRows(edgeIds: readonly string[]): void;
  /** A hops buffer as `HOP` lays it out. */
  take(buffer: Float64Array): void;
}

let sink: HopSink | null = null;
let edgeIds: readonly string[] = [];
const interest = new Set<(wanted: boolean) => void>();

/** Hands hop buffers from the client to the layer that draws them, outside React. */
export const hopFeed = {
  /** Starts to draw; gives the function that ends it. */
  attach(next: HopSink): () => void {
    sink = next;
    next.setRows(edgeIds);
    tell();
    return () => {
      if (sink !== next) return;
      sink = null;
      tell();
    };
  },
  /** Whether anybody draws. */
  get isWanted(): boolean {
    return sink !== null;
  },
  /** Called at once and whenever somebody begins or ends to draw: without anybody no hops need to be sent. */
  onInterest(listener: (wanted: boolean) => void): () => void {
    interest.add(listener);
    listener(sink !== null);
    return () => void interest.delete(listener);
  },
  clear(): void {
    sink?.clear();
  },
  setRows(ids: readonly string[]): void {
    edgeIds = ids;
    sink?.setRows(ids);
  },
  publish(buffer: Float64Array): void {
    sink?.take(buffer);
  },
};

function tell(): void {
  for (const listener of interest) listener(sink !== null);
}
