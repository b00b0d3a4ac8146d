import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import type { Fields } from '../../model/fields.ts';

/** The fields of a call in the order of a request: the way there, the connection, the patience, the routing. */
const GROUPS: readonly { readonly title: string; readonly names: readonly (keyof typeof EDGE_FIELDS)[] }[] = [
  { title: 'On the canvas', names: ['label'] },
  { title: 'Network', names: ['rttMs', 'jitterMs', 'lossRatio', 'bandwidthMbps', 'mtuBytes'] },
  {
    title: 'Connection',
    names: [
      'protocol',
      'streaming',
      'encoding',
      'fireAndForget',
      'connection',
      'security',
      'resumption',
      'maxConnections',
      'maxConcurrentStreams',
      'flowWindowBytes',
      'tcpFastOpen',
      'idleTimeoutMs',
      'connectTimeoutMs',
    ],
  },
  {
    title: 'Time-out and retries',
    names: [
      'timeoutMs',
      'passDeadline',
      'maxAttempts',
      'retryOn',
      'retryUnsafe',
      'backoff',
      'retryBudgetRatio',
      'retryThrottle',
    ],
  },
  { title: 'Which requests', names: ['probability', 'count', 'when', 'cacheHolds', 'weight', 'carries'] },
];

const ALL_FIELDS: Fields = EDGE_FIELDS;

function pick(names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap((name) => (ALL_FIELDS[name] === undefined ? [] : [[name, ALL_FIELDS[name]]])),
  );
}

/** Fields that no group names still show, so that a new one is never invisible. */
const GROUPED = new Set<string>(GROUPS.flatMap((group) => group.names));
export const EDGE_FIELD_GROUPS = [
  ...GROUPS.map(({ title, names }) => ({ title, fields: pick(names) })),
  { title: 'Other', fields: pick(Object.keys(EDGE_FIELDS).filter((name) => !GROUPED.has(name))) },
].filter(({ fields }) => Object.keys(fields).length > 0);
