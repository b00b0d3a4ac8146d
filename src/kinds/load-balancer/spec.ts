import { boolean, choice, integer, number, optionalInteger } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'load-balancer',
  name: 'Load balancer',
  group: 'routing',
  icon: 'split',
  summary: 'Spreads requests (L7) or connections (L4) over the replicas behind it and leaves out those that fail.',
  whenToUse: 'In front of anything with more than one replica.',
  whenToAvoid: 'For picking a continent: that is what DNS and global routers are for.',
  container: false,
  fields: {
    layer: choice({
      label: 'Layer',
      help: 'What it picks a backend for.',
      options: [
        { value: 'l7', label: 'L7, per request', help: 'Reads each request, picks for each, and can retry on another backend.' },
        { value: 'l4', label: 'L4, per connection', help: 'Picks once for each connection and passes the packets through.' },
      ],
      default: 'l7',
    }),
    algorithm: choice({
      label: 'Algorithm',
      help: 'How a backend is picked.',
      options: [
        { value: 'round-robin', label: 'Round robin' },
        { value: 'weighted', label: 'Weighted round robin', help: 'Smooth, as nginx does it; weights are on the edges.' },
        { value: 'least-connections', label: 'Least connections', help: 'Fewest requests in flight relative to the weight; ties by weighted turns, as nginx.' },
        { value: 'ip-hash', label: 'IP hash', help: 'The first three octets of the address decide, as nginx ip_hash.' },
        { value: 'random', label: 'Random' },
        { value: 'power-of-two', label: 'Power of two choices', help: 'The less loaded of two drawn at random.' },
      ],
      default: 'round-robin',
    }),
    processingMs: number({ label: 'Processing', help: 'Time the balancer itself spends on a request (L7) or connection (L4).', source: 'HAProxy and Envoy add well under a millisecond', unit: 'ms', min: 0, max: 1_000, default: 0.05, advanced: true }),
    maxConcurrent: optionalInteger({ label: 'Capacity', help: 'Requests it can hold at once; beyond that it refuses.', unit: 'count', min: 1, max: 1_000_000, nullLabel: 'no limit', advanced: true }),
    retryNext: integer({ label: 'Try next backend', help: 'How many other backends an L7 balancer tries when one refuses, resets or times out. POST and PATCH only when nothing was sent yet.', source: 'nginx proxy_next_upstream: error timeout', unit: 'count', min: 0, max: 10, default: 1, when: { field: 'layer', is: ['l7'] } }),
    passiveFailures: integer({ label: 'Passive: failures to eject', help: 'Failures in a row from real traffic until a backend is left out. 0 turns this off.', source: 'Envoy outlier detection: 5 consecutive 5xx', unit: 'count', min: 0, max: 100, default: 5 }),
    ejectionS: number({ label: 'Ejected for', help: 'How long a passively ejected backend stays out.', source: 'Envoy base_ejection_time 30 s', unit: 's', min: 0.1, max: 3_600, default: 10, advanced: true }),
    panicRatio: number({ label: 'Panic threshold', help: 'When a smaller share than this is healthy, all are used again.', source: 'Envoy healthy_panic_threshold 50 %; 0 turns it off', unit: 'ratio', min: 0, max: 1, default: 0, advanced: true }),
    activeChecks: boolean({ label: 'Active health checks', help: 'Probes each replica; probes travel over the edges.', default: true }),
    checkIntervalS: number({ label: 'Check interval', help: 'Time between two probes of one replica.', source: 'HAProxy inter default 2 s', unit: 's', min: 0.05, max: 600, default: 2, when: { field: 'activeChecks', is: [true] } }),
    checkTimeoutMs: number({ label: 'Check time-out', help: 'A probe without an answer in this time has failed.', unit: 'ms', min: 1, max: 60_000, default: 1_000, advanced: true, when: { field: 'activeChecks', is: [true] } }),
    fall: integer({ label: 'Fall', help: 'Failed probes in a row until a replica is left out.', source: 'HAProxy fall default 3', unit: 'count', min: 1, max: 20, default: 3, advanced: true, when: { field: 'activeChecks', is: [true] } }),
    rise: integer({ label: 'Rise', help: 'Good probes in a row until it is used again.', source: 'HAProxy rise default 2', unit: 'count', min: 1, max: 20, default: 2, advanced: true, when: { field: 'activeChecks', is: [true] } }),
  },
  cardFields: ['layer', 'algorithm'],
  cardFigures: ['rate', 'p95'],
  provides: ['http'],
  calls: ['http'],
  size: { width: 200, height: 92 },
});
