import { choice, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'dns',
  name: 'DNS',
  group: 'routing',
  icon: 'signpost',
  summary: 'A recursive resolver with a cache in front of an authoritative zone. Its edges are the records: requests then go straight to the address.',
  whenToUse: 'To send users to the nearest site, to fail over between sites, or to spread users roughly.',
  whenToAvoid: 'For even, quick balancing: answers are cached, so changes take until the time to live ends.',
  container: false,
  fields: {
    policy: choice({
      label: 'Policy',
      help: 'Which record the zone answers with.',
      source: 'RFC 1794 (rotation); names after Amazon Route 53 routing policies',
      options: [
        { value: 'round-robin', label: 'Round robin', help: 'Records take turns.' },
        { value: 'weighted', label: 'Weighted', help: 'By the weights of the edges.' },
        { value: 'geo', label: 'Nearest', help: 'The record with the shortest distance to the user.' },
        { value: 'failover', label: 'Failover', help: 'The first healthy record in the order the edges were drawn.' },
      ],
      default: 'round-robin',
    }),
    ttlS: number({ label: 'Time to live', help: 'How long resolvers and users keep an answer.', source: 'RFC 1035 section 3.2.1; 60 s is usual for records that fail over', unit: 's', min: 0, max: 604_800, default: 60 }),
    resolvers: integer({ label: 'Resolvers', help: 'Recursive resolvers the users are spread over, each with its own cache and its own expiry.', unit: 'count', min: 1, max: 10_000, default: 20 }),
    authoritativeRttMs: number({ label: 'Authoritative round trip', help: 'From a resolver to the authoritative server, on a miss.', source: 'typical distance to an anycast authoritative server', unit: 'ms', min: 0, max: 10_000, default: 20 }),
    healthChecks: choice({
      label: 'Health checks',
      help: 'Records that fail the checks are not handed out. Users leave as their answers expire.',
      options: [{ value: 'off', label: 'Off' }, { value: 'on', label: 'On' }],
      default: 'on',
    }),
    healthIntervalS: number({ label: 'Check interval', help: 'Time between two checks of one record.', source: 'Amazon Route 53: 30 s, or 10 s fast', unit: 's', min: 0.1, max: 3_600, default: 10, when: { field: 'healthChecks', is: ['on'] } }),
    healthThreshold: integer({ label: 'Failures to remove', help: 'Failed checks in a row until a record is removed; as many good ones until it is back.', source: 'Amazon Route 53 failure threshold default 3', unit: 'count', min: 1, max: 20, default: 3, when: { field: 'healthChecks', is: ['on'] } }),
    healthTimeoutS: number({ label: 'Check time-out', help: 'A check without an answer in this time has failed.', unit: 's', min: 0.01, max: 60, default: 4, advanced: true, when: { field: 'healthChecks', is: ['on'] } }),
  },
  cardFields: ['policy', 'ttlS'],
  cardFigures: ['rate', 'hitRatio'],
  provides: ['dns'],
  calls: ['http'],
  refusal: 'Only clients look up names here.',
  size: { width: 200, height: 92 },
});
