import { boolean, choice, integer, list, number, optionalNumber, text, type ConfigOf } from './fields.ts';

/** HTTP methods a request class can have (RFC 9110 section 9, RFC 5789 for PATCH). */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT'] as const;
export type Method = (typeof METHODS)[number];

/** Does not change anything on the server (RFC 9110 section 9.2.1). */
export function isSafe(method: Method): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** Doing it twice has the effect of doing it once (RFC 9110 section 9.2.2). */
export function isIdempotent(method: Method): boolean {
  return isSafe(method) || method === 'PUT' || method === 'DELETE';
}

function share(label: string, help: string, when?: { readonly field: string; readonly is: readonly boolean[] }) {
  return number({
    label,
    help,
    unit: 'ratio',
    min: 0,
    max: 1,
    default: 0,
    advanced: true,
    ...(when === undefined ? {} : { when }),
  });
}

const IS_MEDIA = { field: 'sends', is: ['media'] } as const;

/** One entry of a client's mix of requests (simulation.md section 4). */
export const REQUEST_CLASS_FIELDS = {
  name: text({ label: 'Name', help: 'Names this class in charts and reports.', maxLength: 40, default: 'read' }),
  method: choice({
    label: 'Method',
    help: 'GET, HEAD and OPTIONS are safe: reads. PUT and DELETE are idempotent: they may be retried. POST, PATCH and CONNECT are neither. Writes go to the primary and leave caches aside.',
    source: 'RFC 9110 section 9.2',
    options: METHODS.map((value) => ({ value, label: value })),
    default: 'GET',
  }),
  path: text({
    label: 'Path',
    help: 'Resource path, for routing and reading.',
    maxLength: 200,
    default: '/items/{key}',
  }),
  sends: choice({
    label: 'Sends',
    help: 'What users send. One-way messages need an edge over UDP or a WebSocket: HTTP has an answer to everything.',
    source: 'RFC 768 (UDP), RFC 3550 (RTP)',
    options: [
      { value: 'requests', label: 'Requests', help: 'Each is answered.' },
      {
        value: 'events',
        label: 'Events, one way',
        help: 'One message each, as StatsD sends them: nobody answers, and what is lost stays lost over UDP.',
      },
      {
        value: 'media',
        label: 'Media, one way',
        help: 'Each begins a stream, as a voice call does: packets at a steady pace that nobody answers.',
      },
    ],
    default: 'requests',
    advanced: true,
  }),
  packetEveryMs: number({
    label: 'A packet every',
    help: 'Pace of a stream. The size of a request is that of a packet: 160 bytes of G.711 voice and 12 of RTP every 20 ms.',
    source: 'RFC 3551 section 4.2 (20 ms), RFC 3550 section 5.1 (header of 12 bytes)',
    unit: 'ms',
    min: 1,
    max: 10_000,
    default: 20,
    when: IS_MEDIA,
  }),
  streamS: number({
    label: 'A stream lasts',
    help: 'From its first packet to its last.',
    unit: 's',
    min: 0.001,
    max: 86_400,
    default: 60,
    when: IS_MEDIA,
  }),
  playoutMs: number({
    label: 'Played after',
    help: 'A packet is played this long after it was sent. One that arrives later is delivered, but too late to be heard.',
    source: 'ITU-T G.114: up to 150 ms one way is hardly noticed',
    unit: 'ms',
    min: 0.001,
    max: 60_000,
    default: 150,
    when: IS_MEDIA,
  }),
  header: text({
    label: 'Header',
    help: 'One header its requests carry, for routing: "X-Version: beta".',
    maxLength: 200,
    advanced: true,
  }),
  share: number({
    label: 'Share',
    help: 'Weight of this class in the mix.',
    unit: 'none',
    min: 0,
    max: 1_000,
    default: 1,
  }),
  requestBytes: integer({
    label: 'Request size',
    help: 'Bytes of header and body sent.',
    unit: 'bytes',
    min: 1,
    max: 100_000_000,
    default: 500,
  }),
  responseBytes: integer({
    label: 'Response size',
    help: 'Bytes of header and body returned.',
    unit: 'bytes',
    min: 1,
    max: 1_000_000_000,
    default: 5_000,
  }),
  keyCount: integer({
    label: 'Distinct objects',
    help: 'How many different objects are asked for.',
    unit: 'count',
    min: 1,
    max: 10_000_000,
    default: 10_000,
  }),
  zipfExponent: number({
    label: 'Popularity skew',
    help: 'Zipf exponent: 0 asks for all objects equally often, 1 is typical of the web.',
    source: 'Breslau et al., "Web Caching and Zipf-like Distributions", INFOCOM 1999: 0.64 to 0.83',
    unit: 'none',
    min: 0,
    max: 3,
    default: 0.8,
  }),
  idempotencyKey: boolean({
    label: 'Idempotency key',
    help: 'Each operation carries a key that its retries keep. Retries are then allowed for any method; a service with an idempotency store does the work once.',
    source: 'draft-ietf-httpapi-idempotency-key-header; Stripe API, idempotent requests',
    default: false,
    advanced: true,
  }),
  reusedKeyRatio: share(
    'Keys reused by mistake',
    'Share of requests that carry the key of another operation with a body of their own: answered with 422 where keys are stored.',
    { field: 'idempotencyKey', is: [true] },
  ),
  forgedRatio: share(
    'Forged claims',
    'Share of requests that claim a user or a role that is not theirs. They are encrypted and signed in like all others: only a check of what they ask for finds them.',
  ),
  malformedRatio: share('Malformed', 'Share of requests that a service cannot read: answered with 400.'),
  missingRatio: share(
    'Asks for what is not there',
    'Share of requests for an object that does not exist: answered with 404.',
  ),
  cacheTtlS: optionalNumber({
    label: 'Cacheable for',
    help: 'Cache-Control max-age of the answer. Empty: caches use their own time to live; 0: never cached.',
    source: 'RFC 9111 section 5.2.2.1',
    unit: 's',
    min: 0,
    max: 31_536_000,
    nullLabel: 'cache decides',
    advanced: true,
  }),
  changesEveryS: optionalNumber({
    label: 'Objects change every',
    help: 'For caches that revalidate: besides being written, each object changes at this interval, at moments of its own. Until it has, what is stored is still right.',
    source: 'Cho and Garcia-Molina, "The Evolution of the Web", VLDB 2000: a day to several months',
    unit: 's',
    min: 0.001,
    max: 31_536_000,
    nullLabel: 'only when written',
    advanced: true,
  }),
} as const;

/** A configured request class, as a client's `classes` list holds it. */
export type RequestClassConfig = ConfigOf<typeof REQUEST_CLASS_FIELDS>;

/** The `classes` field of a client. */
export const REQUEST_CLASSES_FIELD = list({
  label: 'Request classes',
  help: 'The mix of requests this client sends.',
  item: REQUEST_CLASS_FIELDS,
  itemName: 'class',
  minItems: 1,
  maxItems: 12,
  default: [{}],
});
