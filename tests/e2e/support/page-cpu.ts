import type { CDPSession, Page } from '@playwright/test';

/** Steps of the yardstick: a chain of integer work that no compiler shortens; 0.75 ms where the limits were set. */
const YARDSTICK_STEPS = 400_000;

/**
 * CPU time of the page's main thread, per frame, in yardsticks: one yardstick is a fixed loop timed in the same browser, so
 * that a slow machine or a busy neighbour changes both.
 */
export class PageCpu {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #yardstickMs: number;

  private constructor(page: Page, session: CDPSession, yardstickMs: number) {
    this.#page = page;
    this.#session = session;
    this.#yardstickMs = yardstickMs;
  }

  /** Begins to count; the yardstick is measured in an empty page of the same browser. */
  static async of(page: Page): Promise<PageCpu> {
    const blank = await page.context().newPage();
    const yardstickMs = await cpuMsOf(await threadClock(blank), async () => {
      for (let i = 0; i < 50; i += 1) await blank.evaluate(yardstick, YARDSTICK_STEPS);
    });
    await blank.close();
    return new PageCpu(page, await threadClock(page), yardstickMs / 50);
  }

  /** Yardsticks per frame of what the main thread did while `act` went on. */
  async perFrame(act: () => Promise<void>): Promise<number> {
    const framesBefore = await this.#frames();
    const ms = await cpuMsOf(this.#session, act);
    const frames = (await this.#frames()) - framesBefore;
    return ms / frames / this.#yardstickMs;
  }

  /** Yardsticks of what the main thread did in all while `act` went on. */
  async total(act: () => Promise<void>): Promise<number> {
    return (await cpuMsOf(this.#session, act)) / this.#yardstickMs;
  }

  async #frames(): Promise<number> {
    return this.#page.evaluate(() => {
      const counter = globalThis as unknown as { paintedFrames?: number };
      if (counter.paintedFrames === undefined) {
        counter.paintedFrames = 0;
        const count = (): void => {
          counter.paintedFrames = (counter.paintedFrames ?? 0) + 1;
          requestAnimationFrame(count);
        };
        requestAnimationFrame(count);
      }
      return counter.paintedFrames;
    });
  }
}

function yardstick(steps: number): number {
  let sum = 1;
  for (let i = 0; i < steps; i += 1) sum = (Math.imul(sum, 1_664_525) + 1_013_904_223) ^ (sum >>> 13);
  return sum;
}

async function threadClock(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function cpuMsOf(session: CDPSession, act: () => Promise<void>): Promise<number> {
  const before = await taskMs(session);
  await act();
  return (await taskMs(session)) - before;
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const task = metrics.find(({ name }) => name === 'TaskDuration');
  if (task === undefined) throw new Error('This browser does not tell how long its tasks took.');
  return task.value * 1_000;
}
