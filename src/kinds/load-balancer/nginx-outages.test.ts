import { describe, expect, it } from 'vitest';
import { isServed, SingleRequests, type SentRequest } from '../../../tests/support/single-requests.ts';
import { NO_TIME, type SmallDesign } from '../../../tests/support/small-design.ts';
import { NGINX_OUTAGES, type NginxOutage } from './nginx-outages.fixture.ts';

const GAP_S = 0.05;
/** Replies of the measured runs came a little later than the next request of the same moment. */
const TIMEOUT_MS = 501;

function designFor({
  servers,
  backups = '',
  maxFails,
  failTimeoutS,
  retryNext,
  retryOn,
  fault,
}: NginxOutage): SmallDesign {
  const lb = {
    algorithm: 'weighted',
    passive: 'max-fails',
    maxFails,
    failTimeoutS,
    retryNext,
    retryOn,
    activeChecks: false,
  };
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none' }],
      direct: ['client', { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none' }],
      lb: ['load-balancer', { processingMs: 0, ...lb }],
      ...Object.fromEntries(
        Array.from(servers, (id) => [
          id,
          ['service', { replicas: 1, slots: 1, queueLimit: 0, serviceTime: NO_TIME, restartS: 0 }] as const,
        ]),
      ),
    },
    edges: [
      ['users', 'lb'],
      ['direct', 'b'],
      ...Array.from(servers, (id) => {
        const edge = { backup: backups.includes(id), timeoutMs: fault === 'hang' ? TIMEOUT_MS : null };
        return ['lb', id, edge] as const;
      }),
    ],
    run: { durationS: 60 },
  };
}

function textOf(request: SentRequest): string {
  const tried = request.attempts.length === 0 ? '-' : request.attempts.join('');
  return isServed(request) ? tried : `${tried}!`;
}

/** When each request is sent, in seconds from the start, in the order of sending. */
function sendings({ attempts, lateS = {} }: NginxOutage): { readonly request: number; readonly atS: number }[] {
  return attempts
    .split(' ')
    .map((_, request) => ({ request, atS: request * GAP_S + (lateS[request] ?? 0) }))
    .toSorted((a, b) => a.atS - b.atS);
}

/** Plays the requests and the outage and returns what was tried for each request. */
function play(outage: NginxOutage): string {
  const run = new SingleRequests(designFor(outage), 'lb');
  const sent: SentRequest[] = [];
  const ends: (() => void)[] = [];
  const events = [
    ...sendings(outage).map(({ request, atS }) => ({ atS, happens: () => void (sent[request] = run.send('users')) })),
    {
      atS: outage.failAtS,
      happens: () => ends.push(...Array.from(outage.failing, (id) => fail(run, id, outage.fault))),
    },
    { atS: outage.recoverAtS, happens: () => ends.forEach((end) => end()) },
  ].toSorted((a, b) => a.atS - b.atS);
  for (const { atS, happens } of events) {
    run.runTo(outage.startS + atS);
    happens();
  }
  run.runTo(outage.startS + (events.at(-1)?.atS ?? 0) + 2);
  return sent.map(textOf).join(' ');
}

function fail(run: SingleRequests, id: string, fault: NginxOutage['fault']): () => void {
  if (fault === 'busy') {
    run.clog(id, 'direct');
    return () => run.reset(id);
  }
  const action = run.act(id, { type: fault === 'hang' ? 'hang' : 'crash' });
  return () => run.simulation.endAction(action);
}

describe('an outage as nginx rides it out, request by request', () => {
  it.each(NGINX_OUTAGES)('$name', (outage) => {
    expect(play(outage)).toBe(outage.attempts);
  });
});
