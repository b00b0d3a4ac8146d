/**
 * A ratio of measured to target utilisation this close to 1 changes nothing.
 * Source: Kubernetes, Horizontal Pod Autoscaling, `--horizontal-pod-autoscaler-tolerance`, default 0.1.
 */
const TOLERANCE = 0.1;
/** Sums of doubles may be a little above a whole number that they should be. */
const GRACE = 1e-9;

/** What is seen of the replicas at one evaluation; those that drain are not among them. */
export interface ReplicasSeen {
  /** Replicas that work. */
  readonly ready: number;
  /** Replicas that start up or have crashed. */
  readonly notReady: number;
  /** Mean utilisation of the ready ones, 0 to 1. */
  readonly utilization: number;
}

/**
 * Replicas that would bring the utilisation to its target: ceil(replicas x measured / target), and as many as there are within the
 * tolerance. When more are asked for, those that are not ready yet count as doing nothing, so that nobody orders twice for the same
 * load; when that turns the answer round, nothing changes.
 * Source: Kubernetes, Horizontal Pod Autoscaling, "Algorithm details".
 * @param target utilisation to reach, above 0
 */
export function replicasFor(target: number, { ready, notReady, utilization }: ReplicasSeen): number {
  const current = ready + notReady;
  if (ready === 0) return current;
  const ratio = utilization / target;
  if (Math.abs(ratio - 1) <= TOLERANCE) return current;
  if (ratio < 1 || notReady === 0) return Math.max(0, Math.ceil(ratio * ready - GRACE));
  const damped = (ratio * ready) / current;
  return damped <= 1 + TOLERANCE ? current : Math.ceil(damped * current - GRACE);
}

/**
 * Remembers what was asked for lately: fewer replicas than now only as far as nothing within the window asked for more.
 * Source: Kubernetes, Horizontal Pod Autoscaling, "Stabilization window" (scale-down default 300 s, scale-up 0).
 */
export class ScaleInWindow {
  readonly #asked: { readonly atNs: number; readonly replicas: number }[];

  /** @param replicas how many there are when it begins: they count as asked for then */
  constructor(nowNs: number, replicas: number) {
    this.#asked = [{ atNs: nowNs, replicas }];
  }

  /** How many there should be now, with `asked` as the latest word on it. */
  stabilize(asked: number, current: number, nowNs: number, windowNs: number): number {
    this.#asked.push({ atNs: nowNs, replicas: asked });
    while ((this.#asked[0]?.atNs ?? nowNs) < nowNs - windowNs) this.#asked.shift();
    if (asked >= current) return asked;
    return Math.min(current, Math.max(...this.#asked.map(({ replicas }) => replicas)));
  }
}
