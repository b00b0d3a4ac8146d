import { distribution } from '../../model/distribution-field.ts';
import { boolean, integer, number } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'database',
  name: 'Database',
  group: 'data',
  icon: 'database',
  summary: 'A primary that takes writes and read replicas that follow it with a lag.',
  whenToUse: 'For data that must be kept. Add read replicas when reads are many.',
  whenToAvoid: 'As a cache, or called by clients directly.',
  container: false,
  fields: {
    readReplicas: integer({ label: 'Read replicas', help: 'Copies beside the primary.', unit: 'count', min: 0, max: 64, default: 0 }),
    splitReads: boolean({ label: 'Send reads to replicas', help: 'On: reads take turns over the replicas, writes go to the primary.', default: true }),
    slots: integer({ label: 'Worker slots', help: 'Queries one instance works on at once.', unit: 'count', min: 1, max: 100_000, default: 16 }),
    maxConnections: integer({ label: 'Connection limit', help: 'Queries in work and waiting at one instance; beyond that they are refused.', source: 'PostgreSQL max_connections default 100', unit: 'count', min: 1, max: 1_000_000, default: 100 }),
    readTime: distribution({ label: 'Read time', help: 'Work of one read.' }, 'lognormal', { meanMs: 5, cv: 1 }),
    writeTime: distribution({ label: 'Write time', help: 'Work of one write.' }, 'lognormal', { meanMs: 10, cv: 1 }),
    replicationLagMs: number({ label: 'Replication lag', help: 'Time until a write is visible on the replicas. Reads before that are counted as stale.', unit: 'ms', min: 0, max: 3_600_000, default: 50, advanced: true }),
    restartS: number({ label: 'Recovery time', help: 'From the end of a crash until it accepts connections again.', unit: 's', min: 0, max: 3_600, default: 5, advanced: true }),
  },
  cardFields: ['readReplicas', 'slots', 'readTime'],
  cardFigures: ['rate', 'p95'],
  provides: ['sql'],
  calls: [],
  refusal: 'A database speaks to services. Put a service in between.',
  size: { width: 200, height: 92 },
});
