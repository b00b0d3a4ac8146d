import { boolean, choice, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

const CHECKED = { field: 'healthChecks', is: [true] } as const;

export const spec = defineKind({
  id: 'global-router',
  name: 'Global router',
  group: 'routing',
  icon: 'waypoints',
  summary:
    'One address for the whole world (anycast): users reach the nearest edge location, which passes each request to a region.',
  whenToUse:
    'To serve users in several regions and to move them away from a lost one within seconds, without waiting for DNS caches.',
  whenToAvoid: 'For one region: it adds a hop. For large downloads that need no region: use a CDN.',
  container: false,
  fields: {
    policy: choice({
      label: 'Policy',
      help: 'Which of the healthy regions gets a request.',
      source: 'Names after Amazon Route 53, AWS Global Accelerator and Google Cloud Load Balancing',
      options: [
        {
          value: 'nearest',
          label: 'Nearest',
          help: 'The shortest distance from the user; the next one when it is out.',
        },
        {
          value: 'latency',
          label: 'Lowest latency',
          help: 'Distance plus what the region itself took lately: a slow region loses users to others.',
        },
        {
          value: 'geo',
          label: 'Pinned by place',
          help: 'The region nearest to the user and no other, as data residency asks: when it is out, its users are refused.',
        },
        { value: 'weighted', label: 'Weighted', help: 'By the weights of the edges; a user stays with a region.' },
        { value: 'failover', label: 'Failover', help: 'The first healthy region in the order the edges were drawn.' },
      ],
      default: 'nearest',
    }),
    pops: choice({
      label: 'Edge locations',
      help: 'Where users reach it. Each user reaches the nearest.',
      options: [
        { value: 'one', label: 'One, where it stands' },
        { value: 'few', label: '6: one on each continent' },
        { value: 'many', label: '24 large cities' },
      ],
      default: 'many',
    }),
    healthChecks: boolean({
      label: 'Health checks',
      help: 'Regions that fail the checks get no requests. Off: a dead region goes on getting its share.',
      default: true,
    }),
    checkIntervalS: number({
      label: 'Check interval',
      help: 'Time between two checks of one region.',
      source: 'AWS Global Accelerator: 10 or 30 s; Google Cloud: 5 s',
      unit: 's',
      min: 0.05,
      max: 600,
      default: 5,
      when: CHECKED,
    }),
    checkTimeoutMs: number({
      label: 'Check time-out',
      help: 'A check without an answer in this time has failed.',
      unit: 'ms',
      min: 1,
      max: 60_000,
      default: 2_000,
      advanced: true,
      when: CHECKED,
    }),
    fall: integer({
      label: 'Fall',
      help: 'Failed checks in a row until a region is out.',
      source: 'AWS Global Accelerator threshold default 3',
      unit: 'count',
      min: 1,
      max: 20,
      default: 3,
      when: CHECKED,
    }),
    rise: integer({
      label: 'Rise',
      help: 'Good checks in a row until it is back.',
      unit: 'count',
      min: 1,
      max: 20,
      default: 3,
      advanced: true,
      when: CHECKED,
    }),
    retryRegions: integer({
      label: 'Try another region',
      help: 'How many other regions are tried when one fails to answer or answers with a 5xx. GET, HEAD, PUT and DELETE only: a POST may have been done already.',
      source: 'RFC 9110 section 9.2.2; Cloudflare Load Balancing zero-downtime failover',
      unit: 'count',
      min: 0,
      max: 3,
      default: 0,
      advanced: true,
    }),
    processingMs: number({
      label: 'Processing',
      help: 'Time an edge location spends on a request.',
      unit: 'ms',
      min: 0,
      max: 1_000,
      default: 0.5,
      advanced: true,
    }),
  },
  cardFields: ['policy', 'pops'],
  cardFigures: ['rate', 'p95'],
  provides: ['http'],
  calls: ['http'],
  recognition: {
    shape: 'rhombus',
    products: ['global accelerator', 'traffic manager', 'front door'],
    words: ['gslb', 'geo routing', 'geo router', 'traffic director', 'global load balancer', 'anycast'],
  },
  size: { width: 200, height: 92 },
});
