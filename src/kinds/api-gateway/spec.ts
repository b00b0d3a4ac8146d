import { boolean, choice, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

const LIMITED = { field: 'limitBy', is: ['all', 'user'] } as const;

export const spec = defineKind({
  id: 'api-gateway',
  name: 'API gateway',
  group: 'routing',
  icon: 'door-open',
  summary:
    'One door for all services: checks credentials, limits rates, and passes each request on to the service its path belongs to.',
  whenToUse: 'In front of several services that outsiders call, so that each need not check and limit for itself.',
  whenToAvoid: 'Between services of your own: one more hop, and one more thing that can be down for everybody.',
  container: false,
  fields: {
    authentication: boolean({
      label: 'Authentication',
      help: 'Requests without valid credentials are answered with 401 and go no further.',
      source: 'RFC 9110 section 15.5.2',
      default: true,
    }),
    authMs: number({
      label: 'Check takes',
      help: 'Time to verify the credentials of one request.',
      source: 'An RS256 token takes about 0.1 ms to verify; asking an identity service takes a round trip',
      unit: 'ms',
      min: 0,
      max: 10_000,
      default: 0.5,
      when: { field: 'authentication', is: [true] },
    }),
    invalidRatio: number({
      label: 'Without credentials',
      help: 'Share of requests whose credentials are missing or expired.',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 0,
      when: { field: 'authentication', is: [true] },
    }),
    limitBy: choice({
      label: 'Rate limit',
      help: 'Token bucket: a rate on average, with a burst at once. What is over it is answered with 429.',
      source: 'RFC 6585 section 4; AWS API Gateway throttles by token buckets',
      options: [
        { value: 'off', label: 'Off' },
        { value: 'all', label: 'All requests together' },
        { value: 'user', label: 'Per user' },
      ],
      default: 'all',
    }),
    ratePerSecond: number({
      label: 'Rate',
      help: 'Tokens added per second; each request takes one.',
      unit: 'perSecond',
      min: 0.01,
      max: 1_000_000,
      default: 1_000,
      when: LIMITED,
    }),
    burst: integer({
      label: 'Burst',
      help: 'Tokens a bucket holds: requests that may come at once.',
      unit: 'count',
      min: 1,
      max: 1_000_000,
      default: 200,
      when: LIMITED,
    }),
    retryAfter: boolean({
      label: 'Says when to come back',
      help: 'A 429 carries Retry-After, in whole seconds. Callers that retry wait at least as long.',
      source: 'RFC 9110 section 10.2.3',
      default: true,
      advanced: true,
      when: LIMITED,
    }),
    processingMs: number({
      label: 'Processing',
      help: 'Time the gateway itself spends on a request.',
      unit: 'ms',
      min: 0,
      max: 1_000,
      default: 1,
    }),
  },
  cardFields: ['limitBy', 'ratePerSecond', 'authentication'],
  cardFigures: ['rate', 'errors'],
  bodies: 'translated',
  provides: ['http'],
  calls: ['http'],
  recognition: {
    shape: 'trapezoid',
    products: ['kong', 'tyk', 'krakend', 'apisix', 'ambassador', 'zuul', 'apigee'],
    words: ['gateway', 'api gateway', 'api-gateway', 'edge gateway'],
  },
  size: { width: 200, height: 92 },
});
