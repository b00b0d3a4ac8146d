import { distribution } from '../../model/distribution-field.ts';
import { boolean, choice, integer, number, optionalInteger } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'service',
  name: 'Service',
  group: 'compute',
  icon: 'server',
  summary: 'Replicas of a program with worker slots, a queue, and calls to what it depends on.',
  whenToUse: 'For anything that computes: web servers, APIs, workers.',
  whenToAvoid: 'For stored data use a database; for copies of answers a cache or CDN.',
  container: false,
  fields: {
    replicas: integer({
      label: 'Replicas',
      help: 'Independent copies, each with its own slots and queue.',
      unit: 'count',
      min: 1,
      max: 512,
      default: 2,
    }),
    slots: integer({
      label: 'Slots per replica',
      help: 'Requests one replica works on at once (threads, workers).',
      unit: 'count',
      min: 1,
      max: 100_000,
      default: 8,
    }),
    queueLimit: optionalInteger({
      label: 'Queue limit',
      help: 'Requests that may wait at one replica; beyond that they are refused.',
      source: 'Linux listen backlog (somaxconn) default 4096; servers usually set less',
      unit: 'count',
      min: 0,
      max: 10_000_000,
      nullLabel: 'no limit',
      default: 100,
    }),
    serviceTime: distribution(
      { label: 'Service time', help: 'Own work on one request, without waiting for others.' },
      'lognormal',
      { meanMs: 20, cv: 1 },
    ),
    failureRatio: number({
      label: 'Own failures',
      help: 'Share of requests that end as 500 after their work.',
      unit: 'ratio',
      min: 0,
      max: 1,
      default: 0,
    }),
    callOrder: choice({
      label: 'Downstream calls',
      help: 'How the calls over the outgoing edges are made, after the own work.',
      options: [
        { value: 'sequential', label: 'One after the other' },
        { value: 'parallel', label: 'All at once' },
      ],
      default: 'sequential',
    }),
    holdSlot: boolean({
      label: 'Hold the slot while waiting',
      help: 'On: a thread per request, busy while it waits for downstream. Off: asynchronous, the slot is free meanwhile.',
      default: true,
    }),
    failOn: choice({
      label: 'When a call fails',
      help: 'What the service does when a downstream call finally failed.',
      options: [
        { value: 'any', label: 'Fail the request' },
        { value: 'none', label: 'Answer without it' },
      ],
      default: 'any',
      advanced: true,
    }),
    restartS: number({
      label: 'Start-up time',
      help: 'From the end of a crash until the replica accepts requests again.',
      unit: 's',
      min: 0,
      max: 3_600,
      default: 2,
      advanced: true,
    }),
  },
  cardFields: ['replicas', 'slots', 'serviceTime'],
  cardFigures: ['rate', 'p95'],
  provides: ['http'],
  calls: ['http', 'cache', 'sql', 'discovery'],
  size: { width: 200, height: 92 },
});
