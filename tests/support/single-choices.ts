import { type SentRequest, type SingleRequests } from './single-requests.ts';
import { NO_TIME, type SmallDesign } from './small-design.ts';

const LETTERS = 'abcdef';

/** Servers a, b, c, ... behind an L7 balancer. Work takes no time, or goes on until the test ends it. */
export function designFor(lb: Record<string, unknown>, weights: readonly number[], isHeld: boolean): SmallDesign {
  const common = { requestBytes: 500, responseBytes: 500, zipfExponent: 0, cacheTtlS: null, share: 1, method: 'GET' };
  const classes = [{ ...common, name: 'object', path: '/obj/{key}', keyCount: 300 }];
  const serviceTime = isHeld ? { type: 'deterministic', meanMs: 1_000_000 } : NO_TIME;
  return {
    nodes: {
      users: ['client', { load: { type: 'constant', ratePerSecond: 0.001 }, access: 'none', classes }],
      lb: ['load-balancer', { processingMs: 0, activeChecks: false, ...lb }],
      ...Object.fromEntries(
        weights.map((_, index) => [LETTERS[index], ['service', { replicas: 1, slots: 1_000, serviceTime }] as const]),
      ),
    },
    edges: [['users', 'lb'], ...weights.map((weight, index) => ['lb', LETTERS[index] as string, { weight }] as const)],
    run: { durationS: 900 },
  };
}

/** Sends a request and lets it reach its server. */
export function sendOne(run: SingleRequests, key = 0): SentRequest {
  const request = run.send('users', { key });
  run.simulation.run(run.simulation.timeNs + 1_000);
  return request;
}

export function serversOf(requests: readonly SentRequest[]): string {
  return requests.map(({ attempts }) => attempts.join('')).join('');
}

/** Opens (`+`) and closes (a number) requests one after the other. */
export function playScript(run: SingleRequests, script: string): SentRequest[] {
  const requests: SentRequest[] = [];
  for (const step of script.split(' ')) {
    if (step === '+') requests.push(sendOne(run));
    else {
      run.release(requests[Number(step)] as SentRequest);
      run.simulation.run(run.simulation.timeNs + 1_000);
    }
  }
  return requests;
}
