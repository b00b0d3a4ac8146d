import { defaultsOf, number, integer, optionalInteger, optionalNumber, type ConfigOf, type Fields } from './fields.ts';

/** What an action can be aimed at. A region or zone is a node that contains others. */
export type ActionTarget = { readonly node: string; readonly endpoint?: number } | { readonly edge: string };

export interface ActionSpec<F extends Fields = Fields> {
  readonly type: string;
  readonly label: string;
  /** What it means, one sentence. */
  readonly help: string;
  /** What says that it goes like this. */
  readonly source?: string;
  readonly icon: string;
  /** `node`: a working node or one of its endpoints; `place`: region or zone; `edge`; `client`. */
  readonly on: readonly ('node' | 'place' | 'edge' | 'client')[];
  readonly fields: F;
}

function action<const F extends Fields>(spec: ActionSpec<F>): ActionSpec<F> {
  return spec;
}

/** Faults and changes: the live buttons and the stored scenario are the same actions (simulation.md section 8). */
export const ACTIONS = {
  crash: action({
    type: 'crash',
    label: 'Crash',
    icon: 'power-off',
    on: ['node', 'place'],
    fields: {},
    help: 'The process dies: what is in flight fails at once, new connections are refused.',
    source: 'RFC 9293 section 3.5.2: a reset answers what reaches a port nobody listens on',
  }),
  'black-hole': action({
    type: 'black-hole',
    label: 'Black hole',
    icon: 'circle-slash',
    on: ['node', 'place'],
    fields: {},
    help: 'Packets go in and nothing comes out: callers wait until their time-out.',
    source: 'RFC 9293 section 3.8.3: the sender tries again until its own limit',
  }),
  hang: action({
    type: 'hang',
    label: 'Hang',
    icon: 'hourglass',
    on: ['node', 'place'],
    fields: {},
    help: 'The process accepts requests and never answers: a deadlock. A check that only connects finds nothing wrong.',
  }),
  'certificate-expired': action({
    type: 'certificate-expired',
    label: 'Certificate expired',
    icon: 'lock',
    on: ['node', 'place'],
    fields: {},
    help: 'New encrypted connections to it fail, unless they resume a session; those that are open go on.',
    source: 'RFC 5280 section 4.1.2.5 (validity); RFC 8446 section 2.2: a resumed handshake has no certificate',
  }),
  slow: action({
    type: 'slow',
    label: 'Slow',
    icon: 'turtle',
    on: ['node', 'place'],
    help: 'Every piece of work takes longer.',
    fields: {
      factor: number({
        label: 'Times as slow',
        help: 'Multiplies the time of each piece of work.',
        unit: 'factor',
        min: 1,
        max: 1_000,
        default: 10,
      }),
      addMs: number({
        label: 'Plus',
        help: 'Added to each piece of work.',
        unit: 'ms',
        min: 0,
        max: 600_000,
        default: 0,
      }),
    },
  }),
  errors: action({
    type: 'errors',
    label: 'Errors',
    icon: 'bug',
    on: ['node', 'place'],
    help: 'Some requests are answered with 500 instead of a result.',
    fields: {
      ratio: number({
        label: 'Share',
        help: 'Share of requests that fail.',
        unit: 'ratio',
        min: 0,
        max: 1,
        default: 0.5,
      }),
    },
  }),
  latency: action({
    type: 'latency',
    label: 'Latency',
    icon: 'timer',
    on: ['edge'],
    help: 'Each flight over the edge takes longer.',
    fields: {
      addMs: number({
        label: 'One-way delay',
        help: 'Added to each flight, in each direction.',
        unit: 'ms',
        min: 0,
        max: 60_000,
        default: 100,
      }),
      jitterMs: number({
        label: 'Jitter',
        help: 'Mean of an exponential extra delay.',
        unit: 'ms',
        min: 0,
        max: 60_000,
        default: 0,
      }),
    },
  }),
  loss: action({
    type: 'loss',
    label: 'Packet loss',
    icon: 'unplug',
    on: ['edge'],
    help: 'Some flights are lost and sent again after the retransmission time-out.',
    source: 'RFC 6298; with enough packets behind the hole after a round trip, RFC 5681 section 3.2',
    fields: {
      ratio: number({
        label: 'Share lost',
        help: 'Share of flights lost.',
        unit: 'ratio',
        min: 0,
        max: 1,
        default: 0.05,
      }),
    },
  }),
  partition: action({
    type: 'partition',
    label: 'Partition',
    icon: 'scissors',
    on: ['edge', 'place'],
    fields: {},
    help: 'Nothing gets through. For a region or zone: everything that crosses its border is cut.',
  }),
  traffic: action({
    type: 'traffic',
    label: 'Traffic',
    icon: 'gauge',
    on: ['client'],
    help: 'The client sends this many times its configured rate.',
    fields: {
      factor: number({
        label: 'Times the rate',
        help: '0 stops the traffic.',
        unit: 'factor',
        min: 0,
        max: 100,
        default: 3,
      }),
    },
  }),
  flush: action({
    type: 'flush',
    label: 'Flush cache',
    icon: 'eraser',
    on: ['node'],
    fields: {},
    help: 'Everything cached is forgotten at once.',
  }),
  scale: action({
    type: 'scale',
    label: 'Scale',
    icon: 'copy-plus',
    on: ['node'],
    help: 'Changes the number of replicas.',
    fields: {
      replicas: integer({
        label: 'Replicas',
        help: 'New number of replicas.',
        unit: 'count',
        min: 1,
        max: 512,
        default: 4,
      }),
    },
  }),
  drain: action({
    type: 'drain',
    label: 'Drain',
    icon: 'log-out',
    on: ['node'],
    fields: {},
    help: 'Balancers and registries send nothing new; what is there is finished. Who calls directly does not notice.',
  }),
  deploy: action({
    type: 'deploy',
    label: 'Rolling deploy',
    icon: 'rocket',
    on: ['node'],
    help: 'Replaces the replicas, a batch at a time: drains it, stops it, starts it anew.',
    fields: {
      batch: integer({
        label: 'Batch',
        help: 'Replicas replaced at once.',
        unit: 'count',
        min: 1,
        max: 512,
        default: 1,
      }),
      drainS: number({
        label: 'Drain for',
        help: 'From the mark to the stop, which cuts what is still there. 0: it just stops.',
        source: 'Kubernetes terminationGracePeriodSeconds default 30',
        unit: 's',
        min: 0,
        max: 3_600,
        default: 10,
      }),
      startS: number({
        label: 'Start-up time',
        help: 'From the stop until the new replica accepts requests.',
        unit: 's',
        min: 0,
        max: 3_600,
        default: 5,
      }),
    },
  }),
  weight: action({
    type: 'weight',
    label: 'Shift weight',
    icon: 'scale',
    on: ['edge'],
    help: 'Changes the share of this edge: a canary by and by, blue-green at once.',
    fields: {
      weight: number({
        label: 'Weight',
        help: 'New weight of the edge.',
        unit: 'none',
        min: 0,
        max: 1_000,
        default: 0,
      }),
      overS: number({
        label: 'Over',
        help: 'Time to get there, in 20 steps; 0: at once.',
        unit: 's',
        min: 0,
        max: 86_400,
        default: 0,
      }),
      rollbackErrorRatio: optionalNumber({
        label: 'Roll back above',
        help: 'When a larger share of its calls fails over 10 s (at least 20 calls), the edge gets its former weight back.',
        source: 'Argo Rollouts analysis, Flagger: failed checks end a canary',
        unit: 'ratio',
        min: 0,
        max: 1,
        nullLabel: 'never',
      }),
      rollbackP95Ms: optionalNumber({
        label: 'Roll back when p95 above',
        help: 'When the p95 of its calls is above this in three windows of the charts in a row (at least 20 calls each), the edge gets its former weight back.',
        source: 'Argo Rollouts analysis: failureLimit of a latency metric',
        unit: 'ms',
        min: 0.001,
        max: 3_600_000,
        nullLabel: 'never',
      }),
      rollbackOnObjective: optionalInteger({
        label: 'Guarded by objective no.',
        help: 'Number of one of the objectives of this design. When the clients it is about miss it, the edge gets its former weight back: a success ratio or goodput over 10 s, a latency in three windows of the charts in a row (at least 20 requests each).',
        source: 'Google SRE Workbook, chapter 16, Canarying releases; Flagger: metrics analysis',
        unit: 'count',
        min: 1,
        max: 100,
        nullLabel: 'none',
      }),
    },
  }),
  'dns-record': action({
    type: 'dns-record',
    label: 'DNS record change',
    icon: 'signpost',
    on: ['edge'],
    fields: {},
    help: 'The zone answers with this record only. Resolvers and users follow as the answers they keep expire.',
    source: 'RFC 1034 section 3.6, RFC 1035 section 3.2.1: an answer may be kept for its time to live',
  }),
  'dns-outage': action({
    type: 'dns-outage',
    label: 'DNS outage',
    icon: 'circle-slash',
    on: ['node'],
    fields: {},
    help: 'No question is answered. Whoever still has the address goes on until it expires.',
    source: 'RFC 1035 section 7.2: a resolver that gets no answer tries again, then gives up',
  }),
} as const;

export type ActionType = keyof typeof ACTIONS;

/** An action with its parameters: `{ type: 'slow', factor: 10, addMs: 0 }`. */
export type Action = { [K in ActionType]: { readonly type: K } & ConfigOf<(typeof ACTIONS)[K]['fields']> }[ActionType];

/** An action with its default parameters. */
export function defaultAction<K extends ActionType>(type: K): Extract<Action, { type: K }> {
  return { type, ...defaultsOf(ACTIONS[type].fields as Fields) } as unknown as Extract<Action, { type: K }>;
}
