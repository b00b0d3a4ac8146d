import type { CDPSession, Locator, Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Moves of one gesture: enough for a drag to be one and not a jump. */
const MOVES = 8;

/** Fingers on the glass, as the browser hears them from a touch screen. */
export class Fingers {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): Promise<void> {
    await this.#session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
    });
  }

  /** Puts fingers down, moves each to its end in a line, and lifts them. */
  async drag(...paths: readonly (readonly [from: Point, to: Point])[]): Promise<void> {
    await this.#send(
      'touchStart',
      paths.map(([from]) => from),
    );
    for (let i = 1; i <= MOVES; i++) {
      const part = i / MOVES;
      const points = paths.map(([from, to]) => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      }));
      await this.#send('touchMove', points);
    }
    await this.#send('touchEnd', []);
  }

  /** Rests a finger until something is to be seen, then lifts it. */
  async rest(at: Point, until: () => Promise<void>): Promise<void> {
    await this.#send('touchStart', [at]);
    await until();
    await this.#send('touchEnd', []);
  }
}

export async function middleOf(what: Locator): Promise<Point> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
