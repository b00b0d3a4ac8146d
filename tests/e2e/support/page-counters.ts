import { expect, type Page } from '@playwright/test';

/** What the page did since it was opened. */
export interface PageCounts {
  readonly atMs: number;
  readonly commits: number;
  readonly messages: number;
  readonly bytesOfObjects: number;
  readonly hopBuffers: number;
}

/** Counts React commits (by the hook its tools use, which works in production builds) and the worker's messages. */
export async function countPageWork(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counts = { commits: 0, messages: 0, bytesOfObjects: 0, hopBuffers: 0 };
    const nothing = (): void => undefined;
    Object.assign(globalThis, {
      pageCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        renderers: new Map(),
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: () => {
          counts.commits += 1;
        },
        onCommitFiberUnmount: nothing,
        onPostCommitFiberRoot: nothing,
      },
    });
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(...parameters: ConstructorParameters<typeof Worker>) {
        super(...parameters);
        this.addEventListener('message', (event: MessageEvent<{ type?: string; buffer?: Float64Array }>) => {
          counts.messages += 1;
          if (event.data.buffer instanceof Float64Array) counts.hopBuffers += event.data.buffer[0] === 2 ? 1 : 0;
          else counts.bytesOfObjects += JSON.stringify(event.data).length;
        });
      }
    };
  });
}

export async function readCounts(page: Page): Promise<PageCounts> {
  return page.evaluate(() => ({
    atMs: performance.now(),
    ...(globalThis as unknown as { pageCounts: Omit<PageCounts, 'atMs'> }).pageCounts,
  }));
}

/** What happened per second while `forMs` went by. */
export async function ratesOver(page: Page, forMs: number): Promise<Omit<PageCounts, 'atMs'>> {
  const before = await readCounts(page);
  await page.waitForTimeout(forMs);
  const after = await readCounts(page);
  const seconds = (after.atMs - before.atMs) / 1_000;
  return {
    commits: (after.commits - before.commits) / seconds,
    messages: (after.messages - before.messages) / seconds,
    bytesOfObjects: (after.bytesOfObjects - before.bytesOfObjects) / seconds,
    hopBuffers: (after.hopBuffers - before.hopBuffers) / seconds,
  };
}

/** Pixels of the dots' canvas by colour, as "r,g,b", of the whole canvas; and a digest of where they are. */
export async function paintedDots(
  page: Page,
): Promise<{ readonly colors: Readonly<Record<string, number>>; readonly digest: number }> {
  return page.getByTestId('dots').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const pixels =
      (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const colors: Record<string, number> = {};
    let digest = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i + 3] !== 255) continue;
      const color = `${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`;
      colors[color] = (colors[color] ?? 0) + 1;
      digest = (Math.imul(digest, 31) + i) | 0;
    }
    return { colors, digest };
  });
}

/** What is painted once two looks, half a second apart, saw the same: the last hops came and the drawing has caught up. */
export async function restingDots(page: Page): ReturnType<typeof paintedDots> {
  let before = await paintedDots(page);
  await expect
    .poll(
      async () => {
        const earlier = before.digest;
        before = await paintedDots(page);
        return before.digest === earlier;
      },
      { intervals: [500] },
    )
    .toBe(true);
  return before;
}

/** A colour token of the page as "r,g,b". */
export async function tokenColor(page: Page, token: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.createElement('canvas').getContext('2d');
    if (probe === null) return '';
    probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    probe.fillRect(0, 0, 1, 1);
    return probe.getImageData(0, 0, 1, 1).data.slice(0, 3).join(',');
  }, token);
}
