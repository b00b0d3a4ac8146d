import { choice, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'registry',
  name: 'Service registry',
  group: 'routing',
  icon: 'list-tree',
  summary:
    'Knows which instances run. Callers ask it for the list, keep it, pick an instance themselves and call it directly.',
  whenToUse: 'Between services of your own that can carry a client library: no balancer in the path, one hop less.',
  whenToAvoid:
    'For browsers and partners, and where every language would need the library anew: put a balancer in front.',
  container: false,
  fields: {
    algorithm: choice({
      label: 'Callers pick by',
      help: 'The rule of the client library. Each caller counts only its own requests.',
      options: [
        { value: 'round-robin', label: 'Round robin' },
        { value: 'least-connections', label: 'Least requests', help: 'Fewest of its own requests in flight.' },
        {
          value: 'power-of-two',
          label: 'Power of two choices',
          help: 'The less loaded of two drawn at random, as gRPC and Finagle clients do.',
        },
      ],
      default: 'round-robin',
    }),
    mode: choice({
      label: 'Lists are refreshed',
      help: 'How callers learn about changes. Until they do, they go on calling instances that are gone.',
      options: [
        { value: 'poll', label: 'Poll, every so often' },
        {
          value: 'watch',
          label: 'Watch, on each change',
          help: 'The question is held until the list differs from the one the caller has.',
        },
      ],
      default: 'poll',
    }),
    pollS: number({
      label: 'Poll interval',
      help: 'Time between two questions of one caller.',
      source: 'Eureka registryFetchIntervalSeconds default 30; shorter in most set-ups',
      unit: 's',
      min: 0.1,
      max: 3_600,
      default: 10,
      when: { field: 'mode', is: ['poll'] },
    }),
    watchDelayMs: number({
      label: 'Propagation',
      help: 'From a change to the answers to those who watch.',
      source: 'Consul blocking queries, etcd watch: one consensus round and a push',
      unit: 'ms',
      min: 0,
      max: 60_000,
      default: 100,
      when: { field: 'mode', is: ['watch'] },
    }),
    leaseS: number({
      label: 'Lease',
      help: 'An instance without a heartbeat for this long is taken off the list.',
      source: 'Eureka leaseExpirationDurationInSeconds default 90, three heartbeats',
      unit: 's',
      min: 0.1,
      max: 3_600,
      default: 15,
    }),
    heartbeatS: number({
      label: 'Heartbeat',
      help: 'Each instance renews its lease this often; the first one registers it.',
      source: 'Eureka leaseRenewalIntervalInSeconds default 30',
      unit: 's',
      min: 0.05,
      max: 600,
      default: 5,
    }),
    retryNext: integer({
      label: 'Try another instance',
      help: 'How many other instances a caller tries when one refuses, resets or does not answer. POST and PATCH only while nothing was sent.',
      source: 'gRPC retry policy (gRFC A6); Ribbon MaxAutoRetriesNextServer',
      unit: 'count',
      min: 0,
      max: 5,
      default: 0,
      advanced: true,
    }),
    onRefused: choice({
      label: 'After a refused connection',
      help: 'What a caller does with an instance that refused it.',
      options: [
        { value: 'keep', label: 'Keep calling it', help: 'The list is the truth until the next one comes.' },
        { value: 'skip', label: 'Leave it out until the next list' },
      ],
      default: 'keep',
      advanced: true,
    }),
  },
  cardFields: ['algorithm', 'mode', 'leaseS'],
  cardFigures: ['rate', 'errors'],
  provides: ['discovery'],
  calls: ['http'],
  refusal: 'Only services and clients ask a registry here.',
  recognition: {
    shape: 'subroutine',
    products: ['consul', 'etcd', 'eureka', 'zookeeper', 'nacos'],
    words: ['service registry', 'discovery', 'service discovery'],
  },
  size: { width: 200, height: 92 },
});
