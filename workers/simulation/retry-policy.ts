import { nextBackoffNs } from '../../src/algorithms/resilience/backoff.ts';
import { RetryBudget } from '../../src/algorithms/resilience/retry-budget.ts';
import { RetryThrottle } from '../../src/algorithms/resilience/retry-throttle.ts';
import { createSampler, type Sampler } from '../../src/algorithms/sampling/distribution-sampler.ts';
import { grpcStatus, grpcStatusOn, speaksGrpc } from '../../src/model/grpc-status.ts';
import { OUTCOME, OUTCOME_OK, outcomeInfo, type OutcomeCode } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import { NS_PER_MS, NS_PER_US } from '../../src/model/units.ts';
import type { Core } from './core.ts';
import { FLAG_PASSED_ON, FLAG_RETRY_AFTER } from './kernel/job-table.ts';
import type { Link } from './network/link.ts';
import { CALL_RESOLVE, isRequest } from './operations.ts';
import type { Sfc32 } from '../../src/algorithms/sampling/sfc32.ts';

interface LinkRetries {
  readonly stream: Sfc32;
  readonly sampler: Sampler | null;
  readonly budget: RetryBudget | null;
  readonly throttle: RetryThrottle | null;
}

/** Decides whether an attempt that failed is tried again, and how long the caller waits before (simulation.md section 7). */
export class RetryPolicy {
  private byLink: (LinkRetries | undefined)[] = [];

  constructor(private readonly core: Core) {}

  /** Takes over a link's configuration (at the start and after an edit). */
  configure(link: Link): void {
    const { config, id } = link.edge;
    const stream = this.core.stream(`${link.source.id}>${id}`, 'backoff');
    this.byLink[link.index] = {
      stream,
      sampler: config.backoff.type === 'random' ? createSampler(config.backoff.waitMs, stream) : null,
      budget: config.retryBudgetRatio === null ? null : new RetryBudget(config.retryBudgetRatio),
      throttle:
        config.retryThrottle.type === 'off'
          ? null
          : new RetryThrottle(config.retryThrottle.maxTokens, config.retryThrottle.tokenRatio),
    };
  }

  /** A first attempt was made: it pays into the budget. */
  firstAttempt(link: Link): void {
    this.byLink[link.index]?.budget?.onFirstAttempt();
  }

  /** An attempt has ended: the throttle hears how. */
  attemptEnded(link: Link, outcome: OutcomeCode): void {
    this.byLink[link.index]?.throttle?.ended(outcome === OUTCOME_OK);
  }

  /** Whether the policy allows another attempt; takes it from the budget when it does. The outcome is a retryable one. */
  mayRetry(job: Job, link: Link, outcome: OutcomeCode): boolean {
    const { jobs } = this.core;
    const { config } = link.edge;
    if (jobs.operation[job] === CALL_RESOLVE)
      return (jobs.attempt[job] as number) < link.lookupAttempts && isUnanswered(outcome);
    if ((jobs.attempt[job] as number) >= config.maxAttempts || !isRequest(jobs.operation[job] as number)) return false;
    if (speaksGrpc(config.protocol) && config.retryOn === 'unavailable' && !isUnavailable(link, outcome)) return false;
    if (this.byLink[link.index]?.throttle?.mayRetry === false) return false;
    if (!config.retryUnsafe && !this.isSafeToRepeat(job, outcome)) return false;
    const budget = this.byLink[link.index]?.budget ?? null;
    return budget === null || budget.tryRetry();
  }

  /** Wait in ns before the attempt after this one; at least as long as the answer asked for (RFC 9110 section 10.2.3). */
  waitNs(job: Job, link: Link): number {
    const { jobs } = this.core;
    // The time-out was the wait: a question is sent again at once (BIND, glibc).
    if (jobs.operation[job] === CALL_RESOLVE) return 0;
    const hasAsked = ((jobs.flags[job] as number) & FLAG_RETRY_AFTER) !== 0;
    const ownNs = this.backoffNs(job, link);
    return hasAsked ? Math.max(ownNs, (jobs.addressTtlMs[job] as number) * NS_PER_MS) : ownNs;
  }

  private backoffNs(job: Job, link: Link): number {
    const retries = this.byLink[link.index] as LinkRetries;
    if (retries.sampler !== null) return retries.sampler.nextNs();
    const { backoff } = link.edge.config;
    if (backoff.type !== 'exponential') throw new RangeError(`No sampler for backoff ${backoff.type}`);
    const { jobs } = this.core;
    const attempt = jobs.attempt[job] as number;
    const previousNs = attempt === 1 ? 0 : (jobs.backoffUs[job] as number) * NS_PER_US;
    return Math.round(nextBackoffNs(backoff, attempt, previousNs, retries.stream));
  }

  /** Idempotent methods may be repeated (RFC 9110 section 9.2.2); others only when the request was never processed. */
  private isSafeToRepeat(job: Job, outcome: OutcomeCode): boolean {
    const isPassedOn = ((this.core.jobs.flags[job] as number) & FLAG_PASSED_ON) !== 0;
    const wasNeverSent = outcome === OUTCOME.connection_refused || outcome === OUTCOME.connect_timeout;
    return (wasNeverSent && !isPassedOn) || this.core.classOf(job).mayRepeat;
  }
}

/** No answer came to a question over UDP: it was lost, or nobody listens (ICMP port unreachable). */
function isUnanswered(outcome: OutcomeCode): boolean {
  return outcome === OUTCOME.timeout || outcome === OUTCOME.connection_refused || outcome === OUTCOME.connection_reset;
}

function isUnavailable(link: Link, outcome: OutcomeCode): boolean {
  const hasOwnTimeout = link.edge.config.timeoutMs !== null;
  const status = grpcStatusOn(outcomeInfo(outcome).name, link.answersInHttp, hasOwnTimeout);
  return status !== null && grpcStatus(status).retry;
}
