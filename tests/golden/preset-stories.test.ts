import { describe, expect, it } from 'vitest';
import type { Action, ActionTarget } from '../../src/model/actions.ts';
import type { Design } from '../../src/model/design.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../../workers/simulation/simulation.ts';
import { preset, withNode } from '../support/preset.ts';

function withEdge(design: Design, id: string, config: Design['edges'][number]['config']): Design {
  return {
    ...design,
    edges: design.edges.map((edge) => (edge.id === id ? { ...edge, config: { ...edge.config, ...config } } : edge)),
  };
}

/** A run that is told about in spans: what happened in each. */
class Story {
  readonly simulation: Simulation;
  #before = { succeeded: 0, failed: 0 };

  constructor(design: Design) {
    this.simulation = new Simulation(design);
  }

  /** Runs on to a time and gives the share of the requests ended since the last time that succeeded. */
  successUntil(untilS: number): number {
    this.simulation.run(untilS * NS_PER_S);
    const { succeeded, failed } = this.simulation.report().totals;
    const gained = { succeeded: succeeded - this.#before.succeeded, failed: failed - this.#before.failed };
    this.#before = { succeeded, failed };
    return gained.succeeded / (gained.succeeded + gained.failed);
  }

  act(target: ActionTarget, action: Action): number {
    return this.simulation.act(target, action);
  }

  change(change: (design: Design) => Design): void {
    this.simulation.applyDesign(change(this.simulation.design));
  }
}

describe('what the descriptions of the presets promise', () => {
  it('retry storm: does not recover by itself after its fault has ended', () => {
    const story = new Story(preset('retry-storm'));
    expect(story.successUntil(29)).toBe(1);
    expect(story.successUntil(45)).toBeLessThan(0.1);
    expect(story.successUntil(120)).toBe(0);
  });

  it.each([
    ['a retry budget of 10 %', (design: Design) => withEdge(design, 'checkout-payments', { retryBudgetRatio: 0.1 })],
    ['one attempt', (design: Design) => withEdge(design, 'checkout-payments', { maxAttempts: 1 })],
    ['a queue limit of 20', (design: Design) => withNode(design, 'payments', { queueLimit: 20 })],
  ])('retry storm: recovers with %s', (_remedy, remedy) => {
    const story = new Story(preset('retry-storm'));
    story.successUntil(60);
    story.change(remedy);
    story.successUntil(75);
    expect(story.successUntil(120)).toBe(1);
  });

  it('retry storm: recovers when the traffic stops for a few seconds', () => {
    const story = new Story(preset('retry-storm'));
    story.successUntil(60);
    const pause = story.act({ node: 'shoppers' }, { type: 'traffic', factor: 0 });
    story.successUntil(65);
    story.simulation.endAction(pause);
    expect(story.successUntil(120)).toBe(1);
  });

  it('look-aside cache: a crashed replica costs a third of the requests for about six seconds, or none with Try next backend', () => {
    const story = new Story(preset('look-aside-cache'));
    story.successUntil(20);
    story.act({ node: 'api', endpoint: 1 }, { type: 'crash' });
    const during = story.successUntil(24);
    expect(during).toBeGreaterThan(0.6);
    expect(during).toBeLessThan(0.74);
    story.successUntil(27);
    expect(story.successUntil(60)).toBe(1);

    const covered = new Story(withNode(preset('look-aside-cache'), 'lb', { retryNext: 1 }));
    covered.successUntil(20);
    covered.act({ node: 'api', endpoint: 1 }, { type: 'crash' });
    expect(covered.successUntil(40)).toBeGreaterThan(0.998);
  });

  it('canary split: meets its objective at a weight of 5, misses it at 25, and loses nothing at 0', () => {
    const story = new Story(preset('canary-split'));
    expect(story.successUntil(60)).toBeGreaterThan(0.995);
    story.change((design) => withEdge(design, 'lb-canary', { weight: 25 }));
    expect(story.successUntil(120)).toBeLessThan(0.995);
    story.change((design) => withEdge(design, 'lb-canary', { weight: 0 }));
    story.successUntil(121);
    expect(story.successUntil(180)).toBe(1);
  });

  it('DNS failover: half the time to live meets the objective, and Failover makes the outage that of everyone', () => {
    const successOf = (config: Record<string, unknown>) =>
      new Story(withNode(preset('dns-failover'), 'dns', config)).successUntil(180);
    const asIs = successOf({});
    expect(asIs).toBeLessThan(0.95);
    expect(successOf({ ttlS: 10 })).toBeGreaterThan(0.95);
    expect(successOf({ policy: 'failover' })).toBeLessThan(asIs - 0.02);
  });

  it('two regions: Frankfurt carries both with 3 replicas and does not with 2', () => {
    const afterLoss = (design: Design) => {
      const story = new Story(design);
      story.successUntil(30);
      story.act({ node: 'virginia' }, { type: 'crash' });
      story.successUntil(60);
      return story.successUntil(150);
    };
    expect(afterLoss(preset('two-regions'))).toBeGreaterThan(0.99);
    expect(afterLoss(withNode(preset('two-regions'), 'eu-api', { replicas: 2 }))).toBeLessThan(0.8);
  });

  it('two tiers: a crashed L7 balancer breaks connections, a crashed replica behind it is noticed by nobody', () => {
    const proxy = new Story(preset('two-tier-load-balancing'));
    proxy.successUntil(20);
    proxy.act({ node: 'l7-a' }, { type: 'crash' });
    expect(proxy.successUntil(28)).toBeLessThan(1);
    expect(proxy.successUntil(60)).toBe(1);

    const replica = new Story(preset('two-tier-load-balancing'));
    replica.successUntil(20);
    replica.act({ node: 'web-a', endpoint: 0 }, { type: 'crash' });
    expect(replica.successUntil(60)).toBe(1);
  });

  it('WebSocket fan-out: a crashed gateway breaks the sockets on it; their users move with their sessions, and stay when it is back', () => {
    const story = new Story(preset('websocket-fan-out'));
    const connections = () => story.simulation.balancerView('lb')?.backends.map((backend) => backend.connections);
    story.successUntil(100);
    expect(connections()).toEqual([300, 300]);
    const crash = story.act({ node: 'gateway', endpoint: 0 }, { type: 'crash' });
    story.successUntil(101);
    expect(connections()?.[1]).toBe(300);
    story.successUntil(130);
    expect(connections()).toEqual([0, 600]);
    story.simulation.endAction(crash);
    story.successUntil(200);
    expect(connections()).toEqual([0, 600]);
    expect(story.simulation.report().edges['subscribers-lb']?.connections.opened).toBe(900);
    expect(story.simulation.nodeCounts('gateway')?.['sessions lost']).toBe(0);
  });
});
