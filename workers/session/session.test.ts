// oxlint-disable no-await-in-loop -- a run is a story: each step waits for the one before
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../src/model/design.ts';
import { BUFFER_KIND, HEADER, RUN_STATES } from '../../src/model/snapshot.ts';
import type { WorkerMessage } from '../../src/model/worker-protocol.ts';
import { Simulation } from '../simulation/simulation.ts';
import { PageSession } from './session.ts';

const single = JSON.parse(readFileSync(new URL('../../presets/single-server.json', import.meta.url), 'utf8')) as Design;

/** A page and a clock that move only when told to. Each piece of work costs `costMs` of wall time. */
class TestPage {
  nowMs = 0;
  costMs = 1;
  takes = true;
  readonly messages: WorkerMessage[] = [];
  private readonly waiting: { atMs: number; run: () => void }[] = [];
  readonly session: PageSession;
  created = 0;

  constructor() {
    this.session = new PageSession(
      (design) => {
        this.created++;
        return new Simulation(design);
      },
      {
        now: () => (this.nowMs += this.costMs / 10),
        later: (delayMs, run) => void this.waiting.push({ atMs: this.nowMs + delayMs, run }),
        post: (message) => this.deliver(message as WorkerMessage),
      },
    );
  }

  private deliver(message: WorkerMessage): void {
    this.messages.push(message);
    if (message.type === 'buffer' && this.takes) this.take(message.buffer);
  }

  take(buffer: Float64Array): void {
    const kind = buffer[HEADER.kind] ?? 0;
    this.messages.splice(this.messages.length - 1, 1, { type: 'buffer', buffer: buffer.slice() });
    this.session.receive({ type: 'taken', kind, buffer });
  }

  /** Lets wall time pass. */
  async run(forMs: number): Promise<void> {
    const endMs = this.nowMs + forMs;
    for (;;) {
      await Promise.resolve();
      const due = this.waiting.filter((one) => one.atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.waiting.splice(this.waiting.indexOf(due), 1);
      this.nowMs = Math.max(this.nowMs, due.atMs);
      due.run();
    }
    this.nowMs = Math.max(this.nowMs, endMs);
  }

  buffers(kind: number): Float64Array[] {
    return this.messages.flatMap((message) =>
      message.type === 'buffer' && message.buffer[HEADER.kind] === kind ? [message.buffer] : [],
    );
  }

  get last(): Float64Array {
    return this.buffers(BUFFER_KIND.figures).at(-1)!;
  }

  get timeS(): number {
    return this.last[HEADER.timeNs]! / 1e9;
  }

  get state(): string {
    return RUN_STATES[this.last[HEADER.state]!]!;
  }
}

async function loaded(): Promise<TestPage> {
  const page = new TestPage();
  await page.session.load(single, 1);
  return page;
}

describe('a page session', () => {
  it('is paused at time 0 after loading and says what its rows are about', async () => {
    const page = await loaded();
    expect(page.messages[0]).toMatchObject({
      type: 'topology',
      epoch: 1,
      nodes: expect.arrayContaining(['users', 'server']),
      edges: ['users-server'],
    });
    expect([page.state, page.timeS]).toEqual(['paused', 0]);
  });

  it('keeps pace with the wall clock at real time and at ten times', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(2_000);
    expect(page.timeS).toBeGreaterThan(1.8);
    expect(page.timeS).toBeLessThan(2.1);
    await page.session.setSpeed('10');
    await page.run(1_000);
    expect(page.timeS).toBeGreaterThan(10.5);
    expect(page.timeS).toBeLessThan(12.5);
  });

  it('sends figures about ten times and hops at most thirty times a second', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(3_000);
    const figures = page.buffers(BUFFER_KIND.figures).length;
    expect(figures).toBeGreaterThan(24);
    expect(figures).toBeLessThan(34);
    expect(page.buffers(BUFFER_KIND.hops).length).toBeGreaterThan(50);
    expect(page.buffers(BUFFER_KIND.hops).length).toBeLessThanOrEqual(91);
  });

  it('sends nothing more to a page that does not take its buffers, and the latest once it does', async () => {
    const page = await loaded();
    page.takes = false;
    await page.session.play();
    await page.run(5_000);
    expect(page.buffers(BUFFER_KIND.figures)).toHaveLength(2);
    page.takes = true;
    page.take(page.last);
    await page.run(100);
    expect(page.timeS).toBeGreaterThan(4.8);
  });

  it('does not make up for a long sleep in a burst', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(500);
    page.nowMs += 60_000;
    await page.run(200);
    expect(page.timeS).toBeLessThan(1.2);
  });

  it('stops the clock on pause and ends as finished', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(300);
    await page.session.pause();
    const pausedAt = page.timeS;
    await page.run(1_000);
    expect([page.state, page.timeS]).toEqual(['paused', pausedAt]);
    await page.session.setSpeed('max');
    await page.session.play();
    await page.run(5_000);
    expect([page.state, page.timeS]).toEqual(['finished', 120]);
  });

  it('goes back one step to the very same state, through actions and edits', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(400);
    await page.session.act({ node: 'server' }, { type: 'slow', factor: 5, addMs: 0 });
    await page.run(400);
    await page.session.applyDesign({
      ...single,
      name: 'edited',
      nodes: single.nodes.map((node) =>
        node.id === 'server' ? { ...node, config: { ...node.config, slots: 2 } } : node,
      ),
    });
    await page.run(400);
    await page.session.pause();
    const before = { report: await page.session.report(), time: page.timeS };
    await page.session.step('event');
    await page.session.step('event');
    const ahead = await page.session.report();
    expect(ahead.eventCount).toBe(before.report.eventCount + 2);
    for (let back = 0; back < 2; back++) {
      const going = page.session.stepBack();
      await page.run(50);
      await going;
    }
    const after = await page.session.report();
    expect(after.eventCount).toBe(before.report.eventCount);
    expect(after.digest).toBe(before.report.digest);
    expect(await page.session.activeActions()).toHaveLength(1);
    await page.session.step('event');
    await page.session.step('event');
    expect((await page.session.report()).digest).toBe(ahead.digest);
  });

  it('goes to any time, forward and back, and is there what it would have been', async () => {
    const straight = await loaded();
    await straight.session.seek(3e9);
    const there = await straight.session.report();
    expect([straight.state, straight.timeS]).toEqual(['paused', 3]);
    const wandering = await loaded();
    await wandering.session.play();
    await wandering.run(500);
    for (const seconds of [9, 1, 3]) {
      const going = wandering.session.seek(seconds * 1e9);
      await wandering.run(0);
      await going;
      if (seconds !== 3) await wandering.session.pause();
    }
    expect(wandering.timeS).toBe(3);
    expect((await wandering.session.report()).digest).toBe(there.digest);
  });

  it('goes on running after a seek if it was running, and only the last of many seeks counts', async () => {
    const page = await loaded();
    await page.session.play();
    await page.run(300);
    const all = [60e9, 20e9, 5e9].map((timeNs) => page.session.seek(timeNs));
    await page.run(1_000);
    await Promise.all(all);
    expect(page.state).toBe('running');
    expect(page.timeS).toBeGreaterThan(5);
    expect(page.timeS).toBeLessThan(7);
  });

  it('gives the same digest whatever the speed and however often it was paused', async () => {
    const slow = await loaded();
    await slow.session.play();
    for (let i = 0; i < 5; i++) {
      await slow.run(170);
      await slow.session.pause();
      await slow.session.play();
    }
    await slow.session.setSpeed('max');
    await slow.run(5_000);
    const fast = await loaded();
    await fast.session.setSpeed('max');
    await fast.session.play();
    await fast.run(5_000);
    expect((await slow.session.report()).digest).toBe((await fast.session.report()).digest);
  });

  it('takes an edit before the first event as the design the run begins with', async () => {
    const page = await loaded();
    await page.session.applyDesign({
      ...single,
      nodes: [...single.nodes, { id: 'db', kind: 'database', label: 'DB', position: { x: 0, y: 0 }, config: {} }],
    });
    expect(page.created).toBe(2);
    expect(page.messages.findLast((message) => message.type === 'topology')).toMatchObject({
      nodes: expect.arrayContaining(['users', 'server', 'db']),
    });
  });

  it('reports a crash of the engine instead of dying', async () => {
    const page = new TestPage();
    const broken = new PageSession(
      (design) =>
        Object.assign(new Simulation(design), {
          advance: () => {
            throw new Error('event 7 at server');
          },
        }),
      {
        now: () => page.nowMs,
        later: (_delay, run) => run(),
        post: (message) => void page.messages.push(message as WorkerMessage),
      },
    );
    await broken.load(single, 1);
    await broken.play();
    expect(page.messages.at(-1)).toEqual({ type: 'crashed', message: 'event 7 at server' });
  });

  it('tells when planned actions begin and end', async () => {
    const page = new TestPage();
    await page.session.load(
      {
        ...single,
        scenario: [{ id: 's', atS: 0.2, untilS: 0.5, target: { node: 'server' }, action: { type: 'crash' } }],
      },
      1,
    );
    await page.session.play();
    await page.run(1_000);
    const counts = page.messages.flatMap((message) => (message.type === 'actions' ? [message.active.length] : []));
    expect(counts).toEqual([1, 0]);
  });
});
