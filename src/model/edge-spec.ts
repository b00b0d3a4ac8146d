import { distribution } from './distribution-field.ts';
import { boolean, choice, integer, number, optionalNumber, text, variant, type ConfigOf } from './fields.ts';
import { GRPC_FIELDS } from './grpc-fields.ts';
import { NETWORK_FIELDS } from './network-fields.ts';
import { METHODS } from './request.ts';

/** Parameters of an edge: distance and link (simulation.md section 2), connections (3), calls and their policies (7). */
export const EDGE_FIELDS = {
  ...NETWORK_FIELDS,
  ...GRPC_FIELDS,
  timeoutMs: optionalNumber({
    label: 'Time-out per attempt',
    help: 'The caller stops waiting; the work it started goes on behind it and is counted as wasted.',
    unit: 'ms',
    min: 0.001,
    max: 3_600_000,
    nullLabel: 'none',
  }),
  maxAttempts: integer({
    label: 'Attempts',
    help: 'How often a call is tried in all; 1 means no retry.',
    source: 'AWS SDK standard mode and gRPC retry policy use 3 to 5',
    unit: 'count',
    min: 1,
    max: 20,
    default: 1,
  }),
  retryUnsafe: boolean({
    label: 'Retry writes too',
    help: 'POST and PATCH are not idempotent: retrying them can do the work twice.',
    source: 'RFC 9110 section 9.2.2',
    default: false,
    advanced: true,
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
          baseMs: number({
            label: 'Base',
            help: 'Wait before the second attempt.',
            unit: 'ms',
            min: 0,
            max: 600_000,
            default: 100,
          }),
          factor: number({
            label: 'Factor',
            help: 'Each further wait is this much longer.',
            unit: 'factor',
            min: 1,
            max: 10,
            default: 2,
          }),
          capMs: number({
            label: 'Cap',
            help: 'No wait is longer.',
            unit: 'ms',
            min: 0,
            max: 3_600_000,
            default: 32_000,
          }),
          jitter: choice({
            label: 'Jitter',
            help: 'Randomness that keeps callers from coming back in step.',
            options: [
              { value: 'none', label: 'None' },
              { value: 'full', label: 'Full', help: 'Uniform between 0 and the wait.' },
              { value: 'equal', label: 'Equal', help: 'Half the wait plus uniform half.' },
              { value: 'additive', label: 'Additive', help: 'The wait plus uniform half of the base.' },
              {
                value: 'decorrelated',
                label: 'Decorrelated',
                help: 'Uniform between the base and three times the previous wait.',
              },
              {
                value: 'fifth',
                label: '± 20 %',
                help: 'As gRPC: the wait times 0.8 to 1.2, also at the cap (gRFC A6).',
              },
            ],
            default: 'full',
          }),
        },
      },
      random: {
        label: 'Drawn from a distribution',
        fields: {
          waitMs: distribution({ label: 'Wait', help: 'Drawn anew for each retry.' }, 'exponential', { meanMs: 100 }),
        },
      },
    },
    default: 'exponential',
  }),
  retryBudgetRatio: optionalNumber({
    label: 'Retry budget',
    help: 'Retries may be at most this share of first attempts, as a token bucket per caller.',
    source: 'Finagle RetryBudget (20 %)',
    unit: 'ratio',
    min: 0,
    max: 10,
    nullLabel: 'no budget',
    advanced: true,
  }),
  retryThrottle: variant({
    label: 'Retry throttling',
    help: 'Stops retries by how calls end: a failed attempt takes a token, a success puts a part of one back, and retries wait until more than half are there. Each caller has one bucket.',
    source: 'gRFC A6, retryThrottling',
    advanced: true,
    variants: {
      off: { label: 'Off', fields: {} },
      tokens: {
        label: 'By tokens',
        fields: {
          maxTokens: integer({
            label: 'Most tokens',
            help: 'The bucket starts full; retries stop when half of them are gone.',
            source: 'gRFC A6: 1 to 1,000, in its example 10',
            unit: 'count',
            min: 1,
            max: 1_000,
            default: 10,
          }),
          tokenRatio: number({
            label: 'Tokens for a success',
            help: 'With 0.1, ten successes make up for one failure.',
            source: 'gRFC A6: up to three decimal places, in its example 0.1',
            unit: 'none',
            min: 0.001,
            max: 1_000,
            default: 0.1,
          }),
        },
      },
    },
    default: 'off',
  }),
  retryOn: choice({
    label: 'Retries after',
    help: 'Which failures of a gRPC call are tried again.',
    source: 'gRFC A6, retryableStatusCodes; gRPC status codes: UNAVAILABLE is the one to retry with a backoff',
    options: [
      { value: 'transient', label: 'Any that may pass', help: 'Whatever says nothing about the request itself.' },
      {
        value: 'unavailable',
        label: 'UNAVAILABLE only',
        help: 'Not after INTERNAL, RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED, whose work may have been done.',
      },
    ],
    default: 'transient',
    advanced: true,
    when: { field: 'protocol', is: ['grpc', 'grpc-web'] },
  }),
  probability: number({
    label: 'Called with probability',
    help: 'Share of requests at the source that make this call.',
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 1,
  }),
  count: integer({
    label: 'Calls per request',
    help: 'How many calls over this edge each request makes, one after the other (or at once, if the service calls in parallel).',
    unit: 'count',
    min: 1,
    max: 100,
    default: 1,
    advanced: true,
  }),
  when: choice({
    label: 'Called',
    help: 'When a request at the source makes this call.',
    options: [
      {
        value: 'auto',
        label: 'As fits',
        help: 'A database next to a look-aside cache is asked after a miss or for a write; everything else always.',
      },
      { value: 'always', label: 'Always' },
      { value: 'after-miss', label: 'After a cache miss or for a write' },
    ],
    default: 'auto',
    advanced: true,
  }),
  cacheHolds: choice({
    label: 'Cache holds',
    help: 'What a service keeps in a cache at the other end.',
    options: [
      {
        value: 'auto',
        label: 'As fits',
        help: 'Objects, and the sessions of users too where the service keeps them in a cache.',
      },
      { value: 'objects', label: 'Objects' },
      { value: 'sessions', label: 'Sessions', help: 'Nothing but the sessions of users.' },
    ],
    default: 'auto',
    advanced: true,
  }),
  weight: number({
    label: 'Weight',
    help: 'Share of this target where a load balancer or DNS picks by weight. 0 takes it out.',
    unit: 'none',
    min: 0,
    max: 1_000,
    default: 1,
  }),
  carries: choice({
    label: 'Requests',
    help: 'Which requests a load balancer sends this way.',
    options: [
      { value: 'any', label: 'Any' },
      { value: 'reads', label: 'Reads (GET, HEAD)' },
      { value: 'writes', label: 'Writes (POST, PUT, PATCH, DELETE)' },
    ],
    default: 'any',
    advanced: true,
  }),
  label: text({
    label: 'Label',
    help: 'Words of your own on the line. They change nothing in a run.',
    maxLength: 80,
  }),
  pathPrefix: text({
    label: 'Path begins with',
    help: 'An L7 load balancer or gateway sends requests whose path begins like this over this edge; the longest match wins. Empty: what no other edge takes; what none takes ends as 404.',
    source: 'nginx location, prefix match',
    maxLength: 200,
    advanced: true,
  }),
  method: choice({
    label: 'Method',
    help: 'An L7 load balancer or gateway sends only such requests over this edge. Of several routes that fit, the longest path wins, then one that names a method, then one that names a header.',
    source: 'Kubernetes Gateway API, HTTPRoute matches',
    options: [{ value: 'any', label: 'Any' }, ...METHODS.map((value) => ({ value, label: value }))],
    default: 'any',
    advanced: true,
  }),
  header: text({
    label: 'Header',
    help: 'An L7 load balancer or gateway sends only requests with this header over this edge: "X-Version: beta", or a name alone for any value.',
    source: 'RFC 9110 section 5.1: names without regard to case',
    maxLength: 200,
    advanced: true,
  }),
  backup: boolean({
    label: 'Backup',
    help: 'A load balancer uses this target only while none of the others is left.',
    source: 'nginx server ... backup',
    default: false,
    advanced: true,
  }),
  inHealthCheck: boolean({
    label: 'Part of the health check',
    help: 'A service asks this dependency too when it answers a health check; if it fails, the service is unhealthy.',
    default: false,
    advanced: true,
  }),
} as const;

/** The full configuration of an edge. */
export type EdgeConfig = ConfigOf<typeof EDGE_FIELDS>;
