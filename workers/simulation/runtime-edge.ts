import type { EdgeConfig } from '../../src/model/edge-spec.ts';
import type { KindSpec } from '../../src/model/kind-spec.ts';
import type { OutEdge } from '../../src/model/sim-context.ts';
import { Counters } from './metrics/counters.ts';
import { LatencyRecorder } from './metrics/latency-recorder.ts';
import type { Link } from './network/link.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** An edge of the document during a run: what behaviours see of it, and its metrics. */
export class RuntimeEdge implements OutEdge {
  readonly counters = new Counters();
  /** Attempts that succeeded, from sending to the answer. */
  readonly latency = new LatencyRecorder();
  /** Streaming calls: from sending to the first message of the answer. */
  readonly firstMessage = new LatencyRecorder();
  removed = false;
  /** Configuration of the document; `config` has the weight that actions gave it. */
  documentConfig: EdgeConfig;
  /** Calls of others that failed at each endpoint (client-side balancing). */
  readonly lostAt: number[] = [];
  /** The path calls of the source itself travel. */
  direct!: Link;

  constructor(
    readonly index: number,
    readonly id: string,
    readonly source: RuntimeNode,
    readonly targetNode: RuntimeNode,
    public config: EdgeConfig,
  ) {
    this.documentConfig = config;
  }

  get targetId(): string {
    return this.targetNode.id;
  }

  get target(): KindSpec {
    return this.targetNode.spec;
  }

  get targetConfig(): Readonly<Record<string, unknown>> {
    return this.targetNode.config;
  }

  get endpointCount(): number {
    return this.targetNode.endpointCount;
  }
}
