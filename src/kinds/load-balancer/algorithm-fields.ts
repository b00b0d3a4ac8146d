import { choice, integer, number, optionalInteger } from '../../model/fields.ts';

/** How a backend is picked. */
export const ALGORITHM_FIELDS = {
  algorithm: choice({
    label: 'Algorithm',
    help: 'How a backend is picked.',
    options: [
      { value: 'round-robin', label: 'Round robin' },
      {
        value: 'weighted',
        label: 'Weighted round robin',
        help: 'Smooth, as nginx does it; weights are on the edges.',
      },
      {
        value: 'least-connections',
        label: 'Least connections',
        help: 'Fewest requests in flight relative to the weight; ties by weighted turns, as nginx.',
      },
      {
        value: 'least-time',
        label: 'Least response time',
        help: 'Lowest average response time times requests in flight.',
      },
      {
        value: 'peak-ewma',
        label: 'Peak EWMA',
        help: 'The quicker of two drawn at random; a slow answer counts at once and is forgotten slowly (Finagle, linkerd).',
      },
      { value: 'ip-hash', label: 'IP hash', help: 'The first three octets of the address decide, as nginx ip_hash.' },
      {
        value: 'hash',
        label: 'Plain hash',
        help: 'Hash modulo the number of backends: one more or less moves most keys.',
      },
      {
        value: 'ring-hash',
        label: 'Ring hash',
        help: 'Consistent hashing with virtual nodes: only the keys of a lost backend move.',
      },
      { value: 'maglev', label: 'Maglev', help: 'Consistent hashing by a look-up table, evener than a ring.' },
      { value: 'random', label: 'Random' },
      {
        value: 'power-of-two',
        label: 'Power of d choices',
        help: 'The least loaded of two or more drawn at random.',
      },
      {
        value: 'haproxy-round-robin',
        label: 'Weighted turns (HAProxy roundrobin)',
        help: 'Turns at even distances by weight, rounded: 7 and 3 give aaabaabaab.',
      },
      {
        value: 'static-rr',
        label: 'Fixed turns (HAProxy static-rr)',
        help: 'Walks round a map laid out by weight; a slow start does not change it.',
      },
      {
        value: 'haproxy-least-connections',
        label: 'Least connections (HAProxy leastconn)',
        help: 'An idle backend counts as empty whatever its weight; of equals the one unchanged for longest.',
      },
      {
        value: 'first',
        label: 'First with room (HAProxy first)',
        help: 'Fills one backend before it uses the next, so that the last ones can be switched off.',
      },
      {
        value: 'source',
        label: 'Source address (HAProxy source)',
        help: 'The whole address modulo the backends that are in: neighbours are spread, and a lost backend moves nearly everybody.',
      },
    ],
    default: 'round-robin',
  }),
  choices: integer({
    label: 'Choices',
    help: 'How many backends are drawn; the least loaded of them is used.',
    source: 'Mitzenmacher 2001; nginx random two',
    unit: 'count',
    min: 1,
    max: 16,
    default: 2,
    when: { field: 'algorithm', is: ['power-of-two'] },
  }),
  fillTo: optionalInteger({
    label: 'Fill each up to',
    help: 'Requests (L4: connections) a backend may have before the next one is used. When all are full, the least loaded is used.',
    source: 'HAProxy server maxconn',
    unit: 'count',
    min: 1,
    max: 1_000_000,
    nullLabel: 'no limit',
    when: { field: 'algorithm', is: ['first'] },
  }),
  hashOn: choice({
    label: 'Hash of',
    help: 'Requests that have this in common go to the same backend.',
    options: [
      {
        value: 'key',
        label: 'Requested object',
        help: 'The path with the number of the object: each backend caches its own share.',
      },
      { value: 'user', label: 'User' },
      { value: 'address', label: 'Address', help: 'The whole IPv4 address; everybody behind one NAT shares it.' },
    ],
    default: 'key',
    when: { field: 'algorithm', is: ['hash', 'ring-hash', 'maglev'] },
  }),
  virtualNodes: integer({
    label: 'Virtual nodes',
    help: 'Points on the ring for each unit of weight. More points spread more evenly.',
    source: 'nginx hash consistent (ketama): 160',
    unit: 'count',
    min: 1,
    max: 10_000,
    default: 160,
    when: { field: 'algorithm', is: ['ring-hash'] },
  }),
  decayS: number({
    label: 'Decay',
    help: 'After this time an old response time counts for 37 % of what it did.',
    source: 'Finagle and linkerd peak EWMA: 10 s',
    unit: 's',
    min: 0.01,
    max: 3_600,
    default: 10,
    advanced: true,
    when: { field: 'algorithm', is: ['peak-ewma'] },
  }),
};
