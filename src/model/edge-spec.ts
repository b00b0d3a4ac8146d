import { distribution } from './distribution-field.ts';
import { boolean, choice, integer, number, optionalNumber, variant, type ConfigOf } from './fields.ts';

/** Parameters of an edge: distance and link (simulation.md section 2), connections (3), calls and their policies (7). */
export const EDGE_FIELDS = {
  rttMs: optionalNumber({
    label: 'Round-trip time',
    help: 'Time there and back without any work. Left empty it follows from where the two ends are.',
    unit: 'ms', min: 0, max: 10_000, nullLabel: 'from the distance',
  }),
  jitterMs: number({
    label: 'Jitter',
    help: 'Mean of an exponential extra delay, drawn for each packet flight.',
    unit: 'ms', min: 0, max: 10_000, default: 0, advanced: true,
  }),
  lossRatio: number({
    label: 'Packet loss',
    help: 'Share of flights that are lost and sent again after the retransmission time-out (1 s, then doubling).',
    source: 'RFC 6298 section 2: initial RTO 1 s, doubled on each loss',
    unit: 'ratio', min: 0, max: 1, default: 0, advanced: true,
  }),
  bandwidthMbps: optionalNumber({
    label: 'Bandwidth',
    help: 'Each message takes bytes × 8 / bandwidth to send and queues behind what is already being sent, in each direction.',
    unit: 'mbps', min: 0.01, max: 400_000, nullLabel: 'no limit', advanced: true,
  }),
  connection: choice({
    label: 'Connections',
    help: 'Whether a call finds an open connection or pays for the handshake first.',
    source: 'RFC 9293 section 3.5 (TCP: 1 round trip), RFC 8446 section 2 (TLS 1.3: 1), RFC 5246 section 7.3 (TLS 1.2: 2)',
    options: [
      { value: 'warm', label: 'Always open', help: 'Connections exist before the run and stay open.' },
      { value: 'keep-alive', label: 'Keep-alive', help: 'Opened when none is idle, kept for reuse.' },
      { value: 'per-call', label: 'New for each call', help: 'Opened for each call and closed after it.' },
    ],
    default: 'warm',
  }),
  security: choice({
    label: 'Encryption',
    help: 'Each handshake round trip really travels over the edge when a connection is opened.',
    options: [
      { value: 'none', label: 'None (TCP only)' },
      { value: 'tls13', label: 'TLS 1.3' },
      { value: 'tls12', label: 'TLS 1.2' },
    ],
    default: 'none',
    when: { field: 'connection', is: ['keep-alive', 'per-call'] },
  }),
  idleTimeoutMs: number({
    label: 'Idle time-out',
    help: 'An idle connection is closed after this time.',
    source: 'nginx keepalive_timeout default 75 s',
    unit: 'ms', min: 1, max: 3_600_000, default: 75_000, advanced: true,
    when: { field: 'connection', is: ['keep-alive'] },
  }),
  connectTimeoutMs: number({
    label: 'Connect time-out',
    help: 'How long the caller waits for a connection to be established.',
    source: 'Envoy connect_timeout default 5 s',
    unit: 'ms', min: 1, max: 600_000, default: 5_000, advanced: true,
    when: { field: 'connection', is: ['keep-alive', 'per-call'] },
  }),
  timeoutMs: optionalNumber({
    label: 'Time-out per attempt',
    help: 'The caller stops waiting; the work it started goes on behind it and is counted as wasted.',
    unit: 'ms', min: 0.001, max: 3_600_000, nullLabel: 'none',
  }),
  maxAttempts: integer({
    label: 'Attempts',
    help: 'How often a call is tried in all; 1 means no retry.',
    source: 'AWS SDK standard mode and gRPC retry policy use 3 to 5',
    unit: 'count', min: 1, max: 20, default: 1,
  }),
  retryUnsafe: boolean({
    label: 'Retry writes too',
    help: 'POST and PATCH are not idempotent: retrying them can do the work twice.',
    source: 'RFC 9110 section 9.2.2',
    default: false, advanced: true,
  }),
  backoff: variant({
    label: 'Backoff',
    help: 'Wait before the next attempt.',
    source: 'Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015',
    advanced: true,
    variants: {
      exponential: {
        label: 'Exponential',
        fields: {
          baseMs: number({ label: 'Base', help: 'Wait before the second attempt.', unit: 'ms', min: 0, max: 600_000, default: 100 }),
          factor: number({ label: 'Factor', help: 'Each further wait is this much longer.', unit: 'factor', min: 1, max: 10, default: 2 }),
          capMs: number({ label: 'Cap', help: 'No wait is longer.', unit: 'ms', min: 0, max: 3_600_000, default: 32_000 }),
          jitter: choice({
            label: 'Jitter',
            help: 'Randomness that keeps callers from coming back in step.',
            options: [
              { value: 'none', label: 'None' },
              { value: 'full', label: 'Full', help: 'Uniform between 0 and the wait.' },
              { value: 'equal', label: 'Equal', help: 'Half the wait plus uniform half.' },
              { value: 'additive', label: 'Additive', help: 'The wait plus uniform half of the base.' },
              { value: 'decorrelated', label: 'Decorrelated', help: 'Uniform between the base and three times the previous wait.' },
            ],
            default: 'full',
          }),
        },
      },
      random: {
        label: 'Drawn from a distribution',
        fields: { waitMs: distribution({ label: 'Wait', help: 'Drawn anew for each retry.' }, 'exponential', { meanMs: 100 }) },
      },
    },
    default: 'exponential',
  }),
  retryBudgetRatio: optionalNumber({
    label: 'Retry budget',
    help: 'Retries may be at most this share of first attempts, as a token bucket per caller.',
    source: 'Finagle RetryBudget (20 %), gRPC retryThrottling (gRFC A6)',
    unit: 'ratio', min: 0, max: 10, nullLabel: 'no budget', advanced: true,
  }),
  probability: number({
    label: 'Called with probability',
    help: 'Share of requests at the source that make this call.',
    unit: 'ratio', min: 0, max: 1, default: 1,
  }),
  count: integer({
    label: 'Calls per request',
    help: 'How many calls over this edge each request makes, one after the other (or at once, if the service calls in parallel).',
    unit: 'count', min: 1, max: 100, default: 1, advanced: true,
  }),
  when: choice({
    label: 'Called',
    help: 'When a request at the source makes this call.',
    options: [
      { value: 'auto', label: 'As fits', help: 'A database next to a look-aside cache is asked after a miss or for a write; everything else always.' },
      { value: 'always', label: 'Always' },
      { value: 'after-miss', label: 'After a cache miss or for a write' },
    ],
    default: 'auto', advanced: true,
  }),
  weight: number({
    label: 'Weight',
    help: 'Share of this target where a load balancer or DNS picks by weight. 0 takes it out.',
    unit: 'none', min: 0, max: 1_000, default: 1,
  }),
  carries: choice({
    label: 'Requests',
    help: 'Which requests a load balancer sends this way.',
    options: [
      { value: 'any', label: 'Any' },
      { value: 'reads', label: 'Reads (GET, HEAD)' },
      { value: 'writes', label: 'Writes (POST, PUT, PATCH, DELETE)' },
    ],
    default: 'any', advanced: true,
  }),
} as const;

/** The full configuration of an edge. */
export type EdgeConfig = ConfigOf<typeof EDGE_FIELDS>;
