import { boolean, choice, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'cdn',
  name: 'CDN',
  group: 'routing',
  icon: 'globe',
  summary: 'Caches near the users. A miss goes on to the origin behind it.',
  whenToUse: 'For static files and answers that many users share, with users far from the origin.',
  whenToAvoid: 'For answers that differ per user or must never be stale.',
  container: false,
  fields: {
    pops: choice({
      label: 'Points of presence',
      help: 'Where the edges are. Users reach the nearest.',
      options: [
        { value: 'one', label: 'One, beside the origin' },
        { value: 'few', label: '6: one on each continent' },
        { value: 'many', label: '24 large cities' },
      ],
      default: 'many',
    }),
    capacity: integer({
      label: 'Capacity per point',
      help: 'Objects each point can hold; the least recently used one makes room.',
      unit: 'count',
      min: 1,
      max: 10_000_000,
      default: 2_000,
    }),
    ttlS: number({
      label: 'Time to live',
      help: 'Used when the answer does not say how long it may be kept.',
      source: 'RFC 9111 section 4.2',
      unit: 's',
      min: 0,
      max: 31_536_000,
      default: 60,
    }),
    revalidate: boolean({
      label: 'Revalidate',
      help: 'What has outlived its time to live is kept and asked about with If-None-Match: while the object has not changed, the origin answers 304 without a body.',
      source: 'RFC 9111 section 4.3, RFC 9110 sections 13.1.2 and 15.4.5',
      default: false,
    }),
    coalesce: choice({
      label: 'Concurrent misses',
      help: 'What happens when several users miss the same object at once.',
      options: [
        { value: 'on', label: 'Share one fetch', help: 'Request coalescing: the others wait for the first.' },
        { value: 'off', label: 'Fetch each', help: 'Every miss goes to the origin.' },
      ],
      default: 'on',
    }),
    processingMs: number({
      label: 'Processing',
      help: 'Time a point spends on a request.',
      unit: 'ms',
      min: 0,
      max: 1_000,
      default: 0.5,
      advanced: true,
    }),
  },
  cardFields: ['pops', 'capacity', 'ttlS'],
  cardFigures: ['hitRatio', 'p95'],
  cardFiguresFor: ({ revalidate }) => (revalidate === true ? ['hitRatio', 'notModified'] : null),
  provides: ['http'],
  calls: ['http'],
  recognition: {
    shape: 'rounded',
    products: ['cloudfront', 'cloudflare', 'fastly', 'akamai', 'varnish'],
    words: ['edge cache', 'content delivery'],
  },
  size: { width: 200, height: 92 },
});
