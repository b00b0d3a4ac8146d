import { boolean, choice, integer, list, number, optionalNumber, variant } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';
import { LOCATION_FIELD } from '../../model/location-field.ts';
import { REQUEST_CLASSES_FIELD, type RequestClassConfig } from '../../model/request.ts';

const rate = (help: string, fallback = 50) =>
  number({ label: 'Rate', help, unit: 'perSecond', min: 0, max: 1_000_000, default: fallback });

/** Load profiles, named as k6 names its executors where one exists. */
const LOAD = variant({
  label: 'Load',
  help: 'When requests are sent. All but the closed loop are open: a slow server does not slow the arrivals down.',
  source:
    'Schroeder, Wierman, Harchol-Balter, "Open Versus Closed: A Cautionary Tale", NSDI 2006; profile names after k6 executors',
  variants: {
    poisson: {
      label: 'Poisson arrivals',
      fields: { ratePerSecond: rate('Mean rate; the gaps are exponential, as independent users make them.') },
    },
    constant: { label: 'Constant rate', fields: { ratePerSecond: rate('Exactly evenly spaced.') } },
    ramp: {
      label: 'Ramp',
      fields: {
        fromPerSecond: rate('Rate at the start.', 10),
        toPerSecond: rate('Rate at the end of the ramp, kept from then on.', 200),
        overS: number({ label: 'Over', help: 'Length of the ramp.', unit: 's', min: 0.001, max: 86_400, default: 60 }),
      },
    },
    spike: {
      label: 'Spike',
      fields: {
        ratePerSecond: rate('Rate outside the spike.'),
        spikePerSecond: rate('Rate during the spike.', 400),
        startS: number({
          label: 'Starts at',
          help: 'Simulated time of the spike.',
          unit: 's',
          min: 0,
          max: 86_400,
          default: 20,
        }),
        lengthS: number({
          label: 'Lasts',
          help: 'Length of the spike.',
          unit: 's',
          min: 0.001,
          max: 86_400,
          default: 10,
        }),
      },
    },
    wave: {
      label: 'Wave',
      fields: {
        ratePerSecond: rate('Mean rate.'),
        swingRatio: number({
          label: 'Swing',
          help: 'How far the rate goes up and down, as a share of the mean.',
          unit: 'ratio',
          min: 0,
          max: 1,
          default: 0.5,
        }),
        periodS: number({
          label: 'Period',
          help: 'Length of one wave.',
          unit: 's',
          min: 0.1,
          max: 86_400,
          default: 60,
        }),
      },
    },
    stages: {
      label: 'Stages',
      fields: {
        stages: list({
          label: 'Stages',
          help: 'One after the other; the last rate is kept.',
          itemName: 'stage',
          minItems: 1,
          maxItems: 20,
          item: {
            ratePerSecond: rate('Rate at the end of this stage.'),
            lengthS: number({
              label: 'Lasts',
              help: 'Length of this stage; the rate changes evenly from the previous one.',
              unit: 's',
              min: 0.001,
              max: 86_400,
              default: 30,
            }),
          },
          default: [
            { ratePerSecond: 50, lengthS: 10 },
            { ratePerSecond: 200, lengthS: 30 },
            { ratePerSecond: 50, lengthS: 10 },
          ],
        }),
      },
    },
    'closed-loop': {
      label: 'Closed loop',
      fields: {
        concurrentUsers: integer({
          label: 'Concurrent users',
          help: 'Each sends a request, waits for the answer, thinks, and sends the next.',
          unit: 'count',
          min: 1,
          max: 100_000,
          default: 50,
        }),
        thinkTimeMs: number({
          label: 'Think time',
          help: 'Mean of an exponential pause after each answer.',
          unit: 'ms',
          min: 0,
          max: 3_600_000,
          default: 1_000,
        }),
      },
    },
  },
  default: 'poisson',
});

export const spec = defineKind({
  id: 'client',
  name: 'Client',
  group: 'clients',
  icon: 'users',
  summary: 'A population of users in one place that sends requests.',
  whenToUse: 'Every design needs at least one. Use several for users in different places or with different habits.',
  whenToAvoid: 'For calls between your own services, draw an edge between them instead.',
  container: false,
  fields: {
    load: LOAD,
    classes: REQUEST_CLASSES_FIELD,
    location: LOCATION_FIELD,
    access: choice({
      label: 'Access network',
      help: 'Round trip between the user and the edge of the network, on top of the distance.',
      source:
        'FCC, Measuring Broadband America: fibre about 5 to 15 ms, cable 15 to 30; Ofcom and OpenSignal: 4G about 40, 3G about 150',
      options: [
        { value: 'none', label: 'None (same data centre)' },
        { value: 'fibre', label: 'Fibre, 5 ms' },
        { value: 'cable', label: 'Cable, 15 ms' },
        { value: '4g', label: '4G, 40 ms' },
        { value: '3g', label: '3G, 150 ms' },
      ],
      default: 'fibre',
    }),
    runsIn: choice({
      label: 'Runs in',
      help: 'A page in a browser can send requests only as the browser lets it: HTTP and WebSocket, not gRPC. Apps and programs open connections of their own.',
      source: 'gRPC, PROTOCOL-WEB.md: browsers give pages no access to HTTP/2 frames and trailers (WHATWG Fetch)',
      options: [
        { value: 'any', label: 'Not said' },
        { value: 'browser', label: 'A browser' },
        { value: 'mobile', label: 'A mobile app' },
        { value: 'server', label: 'A program on a server' },
      ],
      default: 'any',
    }),
    users: integer({
      label: 'Users',
      help: 'Distinct users among whom requests are spread. Each keeps its own connection and DNS answer.',
      unit: 'count',
      min: 1,
      max: 1_000_000,
      default: 1_000,
    }),
    usersPerIp: integer({
      label: 'Users per IP address',
      help: 'More than 1: users behind a shared NAT, who look like one address to an IP hash.',
      unit: 'count',
      min: 1,
      max: 1_000_000,
      default: 1,
      advanced: true,
    }),
    ipv6Share: number({
      label: 'Share with IPv6',
      help: 'This share of the households reaches the network over IPv6. Nobody is behind a NAT there: each user has an address of its own.',
      source: 'RFC 6177: a network of its own for each site; about 45 % of Google users had IPv6 in 2024',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 0,
      advanced: true,
    }),
    goodWithinMs: optionalNumber({
      label: 'Good within',
      help: 'Answers later than this do not count as goodput.',
      unit: 'ms',
      min: 0.001,
      max: 3_600_000,
      nullLabel: 'any answer',
      advanced: true,
    }),
    cacheNames: boolean({
      label: 'Cache DNS answers',
      help: 'The system of each user keeps an address until its time to live ends.',
      default: true,
      advanced: true,
    }),
    browserCacheS: number({
      label: 'Browser keeps names for',
      help: 'The browser has a cache of its own above that of the system. 0: it has none.',
      source: 'Chrome and Firefox (network.dnsCacheExpiration): 60 s',
      unit: 's',
      min: 0,
      max: 86_400,
      default: 60,
      advanced: true,
      when: { field: 'cacheNames', is: [true] },
    }),
    pinNames: boolean({
      label: 'Browser ignores the time to live',
      help: 'A browser that asks the system is told no time to live and keeps the address for its own time: users leave a dead site that much later.',
      source: 'getaddrinfo (RFC 3493 section 6.1) returns addresses without a lifetime',
      default: false,
      advanced: true,
      when: { field: 'cacheNames', is: [true] },
    }),
    lookupTimeoutMs: number({
      label: 'Looks up again after',
      help: 'A question to DNS without an answer in this time is sent again: UDP loses packets for good.',
      source: 'resolv.conf(5): timeout 5 s',
      unit: 'ms',
      min: 1,
      max: 60_000,
      default: 5_000,
      advanced: true,
    }),
    lookupAttempts: integer({
      label: 'Questions per lookup',
      help: 'How often the question is sent before the lookup has failed.',
      source: 'resolv.conf(5): attempts 2',
      unit: 'count',
      min: 1,
      max: 10,
      default: 2,
      advanced: true,
    }),
  },
  cardFields: ['load', 'location'],
  cardFigures: ['rate', 'p95'],
  cardFiguresFor: ({ classes }) =>
    (classes as readonly RequestClassConfig[]).some(({ sends }) => sends === 'media') ? ['lost', 'late'] : null,
  bodies: 'read',
  provides: [],
  calls: ['http', 'dns', 'discovery'],
  refusal: 'Nothing calls a client: draw the edge the other way round.',
  recognition: {
    shape: 'stadium',
    products: [],
    words: [
      'client',
      'user',
      'users',
      'browser',
      'customer',
      'visitor',
      'mobile',
      'mobile app',
      'phone',
      'consumer',
      'people',
      'person',
      'actor',
      'internet',
    ],
  },
  size: { width: 200, height: 92 },
});
