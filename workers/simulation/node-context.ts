import { OUTCOME, type OutcomeCode } from '../../src/model/outcome.ts';
import type { RandomStream } from '../../src/model/random-stream.ts';
import type {
  Address,
  Job,
  Operation,
  OutEdge,
  RequestClass,
  SimContext,
  Trait,
  Vantage,
} from '../../src/model/sim-context.ts';
import type { Calls } from './calls.ts';
import type { Core } from './core.ts';
import { FLAG_PASSED_ON, FLAG_RETRY_AFTER, type JobTable, STATE_WORKING } from './kernel/job-table.ts';
import { OP_BITS } from './kernel/event-queue.ts';
import { CALL, CALL_CONDITIONAL, CALL_REQUEST, EVENT_TIMER, EVENT_WORKING, operationName } from './operations.ts';
import { kmBetween } from './network/places.ts';
import type { Parts } from './parts.ts';
import type { RuntimeEdge } from './runtime-edge.ts';
import type { RuntimeNode } from './runtime-node.ts';

/** What one node's behaviour may ask of the engine: thin accessors over the tables, so that behaviours never see them. */
export class NodeContext implements SimContext<never> {
  private readonly core: Core;
  private readonly jobs: JobTable;
  private readonly calls: Calls;

  constructor(
    private readonly parts: Parts,
    private readonly node: RuntimeNode,
  ) {
    this.core = parts.core;
    this.jobs = parts.core.jobs;
    this.calls = parts.calls;
  }

  get nodeId(): string {
    return this.node.id;
  }

  /** Each behaviour knows the type of its own configuration; here they all pass through. */
  get config(): never {
    return this.node.config as never;
  }

  get endpointCount(): number {
    return this.node.endpointCount;
  }

  get edges(): readonly OutEdge[] {
    return this.node.edges;
  }

  get classes(): readonly RequestClass[] {
    return this.node.classes;
  }

  get keyCount(): number {
    return this.core.keyCount;
  }

  now(): number {
    return this.core.events.clock[0] as number;
  }

  random(purpose: string): RandomStream {
    return this.core.stream(this.node.id, purpose);
  }

  timer(delayNs: number, tag: number): void {
    const { core } = this;
    core.timers.set(core.events, Math.round(delayNs), this.node.index, tag, EVENT_TIMER);
  }

  classOf(job: Job): RequestClass {
    return this.core.classOf(job);
  }

  requestIdOf(job: Job): number {
    return this.jobs.requestId[job] as number;
  }

  operationIdOf(job: Job): number {
    const { edge } = this.core.linkOf(job);
    if (edge.config.count > 1) return -1;
    // Exact in a double: requests are numbered below 2^31, edges below 2^16.
    return (this.jobs.requestId[job] as number) * 65_536 + edge.index;
  }

  chanceOf(job: Job, trait: Trait): number {
    return mixed(this.jobs.requestId[job] as number, Math.imul(trait, 0x2c1b3c6d) ^ this.core.seed) / 0x1_0000_0000;
  }

  keyOf(job: Job): number {
    return this.jobs.key[job] as number;
  }

  userOf(job: Job): number {
    return this.jobs.user[job] as number;
  }

  localUserOf(job: Job): number {
    const { core } = this;
    const client = core.nodes[core.classOf(job).clientIndex] as RuntimeNode;
    return (core.jobs.user[job] as number) - client.firstUser;
  }

  ipOf(job: Job): number {
    const { core } = this;
    const client = core.nodes[core.classOf(job).clientIndex] as RuntimeNode;
    const usersPerIp = client.config['usersPerIp'] as number;
    return addressOf(client.addressSalt, Math.floor(((core.jobs.user[job] as number) - client.firstUser) / usersPerIp));
  }

  ipHostOf(job: Job): number {
    const { core } = this;
    const client = core.nodes[core.classOf(job).clientIndex] as RuntimeNode;
    const share = client.config['ipv6Share'] as number;
    if (share === 0) return 0;
    const user = (core.jobs.user[job] as number) - client.firstUser;
    const usersPerIp = client.config['usersPerIp'] as number;
    const household = Math.floor(user / usersPerIp);
    // A draw of its own for each household, always the same one.
    if (addressOf(~client.addressSalt, household) >= share * 4_294_967_296) return 0;
    return 1 + user - household * usersPerIp;
  }

  connectionOf(job: Job): number {
    return this.calls.connections.numberOf(job);
  }

  isSocketMessage(job: Job): boolean {
    const link = this.core.links[this.jobs.link[job] as number];
    return link !== undefined && link.usesConnections && link.transport.isWebSocket;
  }

  operationOf(job: Job): Operation {
    return operationName(this.jobs.operation[job] as number);
  }

  isWrite(job: Job): boolean {
    const { core } = this;
    return core.classes[core.jobs.requestClass[job] as number]?.isWrite ?? false;
  }

  endpointOf(job: Job): number {
    return this.jobs.endpoint[job] as number;
  }

  phaseOf(job: Job): number {
    return this.jobs.phase[job] as number;
  }

  setPhase(job: Job, phase: number): void {
    this.jobs.phase[job] = phase;
  }

  pendingCalls(job: Job): number {
    return this.jobs.pendingCalls[job] as number;
  }

  enter(job: Job): void {
    if (!this.core.enterStation(job)) this.calls.answer(job, this.node.overflow, 0);
  }

  leave(job: Job): void {
    this.core.leaveStation(job);
  }

  work(job: Job, durationNs: number): void {
    const { core } = this;
    const { trouble } = this.node;
    let duration = durationNs;
    if (core.hasCodecs) duration += this.parts.codecs.atServerNs(job);
    if (trouble !== null) {
      const endpoint = core.jobs.endpoint[job] as number;
      duration = duration * (trouble.slowFactor[endpoint] as number) + (trouble.slowAddNs[endpoint] as number);
    }
    duration = Math.round(duration);
    core.jobs.state[job] = STATE_WORKING;
    core.jobs.dueNs[job] = (core.events.clock[0] as number) + duration;
    core.events.scheduleAfter(duration, (job << OP_BITS) | EVENT_WORKING);
  }

  call(job: Job, edge: OutEdge, endpoint = -1, operation: Operation = 'request'): void {
    this.calls.call(job, (edge as RuntimeEdge).direct, endpoint, CALL[operation]);
  }

  revalidate(job: Job, edge: OutEdge, version: number): void {
    this.core.versions.isWatched = true;
    this.calls.call(job, (edge as RuntimeEdge).direct, -1, CALL_CONDITIONAL, version);
  }

  callAddress(job: Job, recordEdge: number, endpoint = -1): void {
    const edge = this.core.edges[recordEdge] as RuntimeEdge;
    this.calls.call(job, this.parts.assembly.addressLink(this.node, edge), endpoint, CALL_REQUEST);
  }

  publishAddresses(addresses: readonly Address[]): number {
    return this.core.addressLists.push(addresses) - 1;
  }

  addressList(list: number): readonly Address[] {
    return this.core.addressLists[list] ?? [];
  }

  post(job: Job, edge: OutEdge, operation: Operation): void {
    this.calls.post(job, (edge as RuntimeEdge).direct, CALL[operation]);
  }

  reply(job: Job, note = 0): void {
    this.calls.answer(job, OUTCOME.ok, note);
  }

  replyAddress(job: Job, recordEdge: number, ttlMs: number, note = 0): void {
    const { jobs } = this;
    jobs.address[job] = recordEdge;
    jobs.addressTtlMs[job] = ttlMs;
    this.calls.answer(job, OUTCOME.ok, note);
  }

  fail(job: Job, outcome: OutcomeCode): void {
    this.calls.answer(job, outcome, 0);
  }

  failUntil(job: Job, outcome: OutcomeCode, retryAfterMs: number): void {
    const { jobs } = this;
    jobs.flags[job] = (jobs.flags[job] as number) | FLAG_RETRY_AFTER;
    jobs.addressTtlMs[job] = retryAfterMs;
    this.calls.answer(job, outcome, 0);
  }

  passOn(job: Job, outcome: OutcomeCode): void {
    this.jobs.flags[job] = (this.jobs.flags[job] as number) | FLAG_PASSED_ON;
    this.calls.answer(job, outcome, 0);
  }

  isPassedOn(call: Job): boolean {
    return ((this.jobs.flags[call] as number) & FLAG_PASSED_ON) !== 0;
  }

  outcomeOf(call: Job): OutcomeCode {
    return this.jobs.outcome[call] as number;
  }

  noteOf(call: Job): number {
    return this.jobs.note[call] as number;
  }

  edgeOf(call: Job): number {
    return this.core.linkOf(call).edge.index;
  }

  calledEndpointOf(call: Job): number {
    return this.jobs.endpoint[call] as number;
  }

  addressOf(call: Job): number {
    return this.jobs.address[call] as number;
  }

  versionOf(call: Job): number {
    return this.jobs.address[call] as number;
  }

  addressTtlMsOf(call: Job): number {
    return this.jobs.addressTtlMs[call] as number;
  }

  callDurationNs(call: Job): number {
    return this.now() - (this.jobs.callStartNs[call] as number);
  }

  issue(classIndex: number, key: number, user: number): Job {
    const requestClass = this.node.classes[classIndex];
    if (requestClass === undefined) throw new RangeError(`${this.node.id} has no request class ${classIndex}`);
    return this.parts.requests.issue(this.node, requestClass, requestClass.firstKey + key, this.node.firstUser + user);
  }

  close(job: Job, outcome: OutcomeCode, note = 0): void {
    this.parts.requests.close(job, outcome, note);
  }

  countJitter(job: Job, jitterNs: number): void {
    this.parts.requests.countJitter(job, jitterNs);
  }

  openInternal(key = 0): Job {
    return this.parts.requests.openInternal(this.node, key);
  }

  closeInternal(job: Job): void {
    this.jobs.release(job);
  }

  rttMs(edge: OutEdge, endpoint: number): number {
    return (edge as RuntimeEdge).direct.rttMsFrom(endpoint);
  }

  rttFromMs(vantage: Vantage, job: Job, edge: OutEdge): number {
    return this.parts.assembly.addressLink(this.vantage(vantage, job), edge as RuntimeEdge).rttMs;
  }

  kmFrom(vantage: Vantage, job: Job, edge: OutEdge): number {
    return kmBetween(this.vantage(vantage, job).place, (edge as RuntimeEdge).targetNode.place);
  }

  private vantage(vantage: Vantage, job: Job): RuntimeNode {
    const { core } = this;
    if (vantage === 'here') return this.node;
    if (vantage === 'caller') return core.linkOf(job).source;
    return core.nodes[core.classOf(job).clientIndex] as RuntimeNode;
  }

  trafficFactor(): number {
    return this.node.trafficFactor;
  }

  showEjected(edge: OutEdge, endpoint: number, ejected: boolean): void {
    const { ejectedBy } = (edge as RuntimeEdge).targetNode;
    if (endpoint < ejectedBy.length)
      ejectedBy[endpoint] = Math.max(0, (ejectedBy[endpoint] as number) + (ejected ? 1 : -1));
  }

  faultSinceNs(edge: OutEdge, endpoint: number): number {
    return this.parts.faults.sinceNs(edge as RuntimeEdge, endpoint);
  }

  arrivalsAt(edge: OutEdge, endpoint: number): number {
    return (edge as RuntimeEdge).targetNode.endpoints[endpoint]?.arrivals ?? 0;
  }

  openConnections(edge: OutEdge, endpoint: number): number {
    return this.core.connections.countOpen((edge as RuntimeEdge).direct.index, endpoint);
  }

  countLost(edge: number, endpoint: number): void {
    const lost = this.core.edges[edge]?.lostAt;
    if (lost !== undefined) lost[endpoint] = (lost[endpoint] ?? 0) + 1;
  }

  lostAt(edge: OutEdge, endpoint: number): number {
    return (edge as RuntimeEdge).lostAt[endpoint] ?? 0;
  }

  isDraining(edge: OutEdge, endpoint: number): boolean {
    return (edge as RuntimeEdge).targetNode.draining[endpoint] === 1;
  }

  cutCalls(edge: OutEdge, endpoint: number): number {
    return this.parts.endings.cutCalls((edge as RuntimeEdge).direct, endpoint);
  }

  closeSockets(connections: ReadonlySet<number>): void {
    this.calls.connections.closeSockets(this.node, connections);
  }
}

/** Address of the n-th household of a client: spread over the address space, as those of real users are. */
function addressOf(salt: number, household: number): number {
  return mixed(household, salt);
}

/** 32 bits that look random and are always the same for the same number and salt (Murmur3 finalizer). */
function mixed(number: number, salt: number): number {
  let h = Math.imul(number + 1, 0x9e3779b1) ^ salt;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
