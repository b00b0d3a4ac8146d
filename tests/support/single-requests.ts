import type { Action } from '../../src/model/actions.ts';
import { OUTCOME, outcomeInfo, type OutcomeName } from '../../src/model/outcome.ts';
import type { Job } from '../../src/model/sim-context.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { NodeContext } from '../../workers/simulation/node-context.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { designOf, type SmallDesign } from './small-design.ts';

/** What became of one request: the targets it was sent to from the balancer, in order, and how it ended. */
export interface SentRequest {
  readonly id: number;
  readonly attempts: string[];
  outcome: OutcomeName | null;
  endedNs: number;
}

/** A run in which a test says when each request is sent, by whom, and for what; it goes through the whole design. */
export class SingleRequests {
  readonly simulation: Simulation;
  readonly #balancer: string;
  readonly #byId = new Map<number, SentRequest>();

  /** @param balancer node whose calls are the attempts; clients of the design must be silent (a rate of 0 by action or a long gap) */
  constructor(design: SmallDesign, balancer: string, seed = 1) {
    this.simulation = new Simulation(designOf(design), { seed });
    this.#balancer = balancer;
    this.#watch();
  }

  /** Lets the run go on to a simulated time. */
  runTo(timeS: number): void {
    this.simulation.run(Math.round(timeS * NS_PER_S));
  }

  /** Sends one request now from a client's only edge. */
  send(client: string, { classIndex = 0, key = 0, user = 0 } = {}): SentRequest {
    const context = this.#contextOf(client);
    const job = context.issue(classIndex, key, user);
    const id = this.simulation.core.jobs.requestId[job] as number;
    const request: SentRequest = { id, attempts: [], outcome: null, endedNs: Number.NaN };
    this.#byId.set(id, request);
    context.call(job, context.edges[0] ?? raise(`${client} has no edge`));
    return request;
  }

  /** The server that has a request in work answers it now. */
  release(request: SentRequest): void {
    const server = request.attempts.at(-1) ?? raise('not sent yet');
    const { core } = this.simulation;
    const { index } = this.simulation.assembly.findNode(server) ?? raise(`no node ${server}`);
    for (let job = 0; job < core.jobs.highWater; job += 1) {
      if (core.jobs.requestId[job] !== request.id || core.jobs.node[job] !== index) continue;
      this.#contextOf(server).reply(job as Job);
      return;
    }
    raise(`request ${request.id} is not at ${server}`);
  }

  act(node: string, action: Action): number {
    return this.simulation.act({ node }, action);
  }

  /** The node answers 503 from now on: its only slot is taken by work without end (`queueLimit` must be 0, `slots` 1). */
  clog(node: string, client: string): void {
    const slow = this.act(node, { type: 'slow', factor: 1, addMs: 600_000 });
    this.send(client);
    this.simulation.run(this.simulation.timeNs + 1_000);
    this.simulation.endAction(slow);
  }

  /** What is in work at a node ends without an answer and its connections are closed: a crash of no length. */
  reset(node: string): void {
    this.simulation.endAction(this.act(node, { type: 'crash' }));
  }

  #contextOf(id: string): NodeContext {
    return new NodeContext(this.simulation, this.simulation.assembly.findNode(id) ?? raise(`no node ${id}`));
  }

  #watch(): void {
    const { calls, requests, core } = this.simulation;
    const begin = calls.call.bind(calls);
    calls.call = (parent: Job, link, endpoint, operation) => {
      const isAttempt = link.source.id === this.#balancer && operation === 0;
      if (isAttempt) this.#byId.get(core.jobs.requestId[parent] as number)?.attempts.push(link.target.id);
      begin(parent, link, endpoint, operation);
    };
    const close = requests.close.bind(requests);
    requests.close = (job, outcome, note) => {
      const request = this.#byId.get(core.jobs.requestId[job] as number);
      if (request !== undefined) {
        request.outcome = outcomeInfo(outcome).name as OutcomeName;
        request.endedNs = core.nowNs;
      }
      close(job, outcome, note);
    };
  }
}

/** True when the client got what it asked for. */
export function isServed(request: SentRequest): boolean {
  return request.outcome === outcomeInfo(OUTCOME.ok).name;
}

function raise(message: string): never {
  throw new RangeError(message);
}
