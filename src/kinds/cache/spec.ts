import { distribution } from '../../model/distribution-field.ts';
import { boolean, choice, integer, optionalNumber } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'cache',
  name: 'Cache',
  group: 'data',
  icon: 'zap',
  summary:
    'Keeps recent objects in memory. The hit ratio comes out of its size, the popularity of the keys and the time to live.',
  whenToUse: 'In front of a slow or costly store when some objects are asked for much more often than others.',
  whenToAvoid: 'When every object is asked for once, or stale answers are not acceptable.',
  container: false,
  fields: {
    mode: choice({
      label: 'Mode',
      help: 'Who asks the store on a miss.',
      options: [
        {
          value: 'look-aside',
          label: 'Look-aside',
          help: 'The caller asks the store and writes the result back to the cache.',
        },
        {
          value: 'read-through',
          label: 'Read-through',
          help: 'The cache asks the store behind it; concurrent misses of one key share one fetch.',
        },
      ],
      default: 'look-aside',
    }),
    capacity: integer({
      label: 'Capacity',
      help: 'Objects it can hold in all; the least recently used one makes room.',
      unit: 'count',
      min: 1,
      max: 10_000_000,
      default: 1_000,
    }),
    ttlS: optionalNumber({
      label: 'Time to live',
      help: 'Objects older than this count as a miss.',
      unit: 's',
      min: 0.001,
      max: 31_536_000,
      nullLabel: 'until evicted',
    }),
    revalidate: boolean({
      label: 'Revalidate',
      help: 'What has outlived its time to live is kept and asked about with If-None-Match: while the object has not changed, a service behind answers 304 without a body. Databases know no such question.',
      source: 'RFC 9111 section 4.3, RFC 9110 sections 13.1.2 and 15.4.5',
      default: false,
      when: { field: 'mode', is: ['read-through'] },
    }),
    shards: integer({
      label: 'Shards',
      help: 'Keys are spread over this many instances by their number modulo the count; each holds its share of the capacity.',
      unit: 'count',
      min: 1,
      max: 64,
      default: 1,
      advanced: true,
    }),
    slots: integer({
      label: 'Slots per shard',
      help: 'Operations worked on at once.',
      unit: 'count',
      min: 1,
      max: 100_000,
      default: 64,
      advanced: true,
    }),
    serviceTime: distribution(
      {
        label: 'Operation time',
        help: 'Time of one read or write inside the cache.',
        source: 'Redis documentation, latency: well under a millisecond',
      },
      'exponential',
      { meanMs: 0.2 },
    ),
  },
  cardFields: ['mode', 'capacity', 'ttlS'],
  cardFigures: ['hitRatio', 'rate'],
  cardFiguresFor: ({ mode, revalidate }) =>
    mode === 'read-through' && revalidate === true ? ['hitRatio', 'notModified'] : null,
  provides: ['cache'],
  calls: ['sql', 'http'],
  refusal: 'A cache is read by services. Clients reach it through one.',
  recognition: {
    shape: 'subroutine',
    products: ['redis', 'memcached', 'memcache', 'valkey', 'dragonfly', 'keydb', 'hazelcast', 'elasticache'],
    words: ['cache', 'session store'],
  },
  size: { width: 200, height: 92 },
});
