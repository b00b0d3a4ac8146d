import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('no dots, nothing that moves by itself, and the camera is there at once', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await expect(playground.card(/^Client Shoppers, [1-9]/)).toBeVisible();
    const dots = page.getByTestId('dots');
    expect(await dots.getAttribute('data-dots')).toBeNull();
    const isBlank = await dots.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return pixels.every((value) => value === 0);
    });
    expect(isBlank).toBe(true);
    const moving = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    expect(await moving()).toBe(0);
    const places = await page.evaluate(async () => {
      const seen: string[] = [];
      const camera = document.querySelector<HTMLElement>('.react-flow__viewport');
      document.querySelector<HTMLElement>('button[aria-label="Zoom in"]')?.click();
      for (let frame = 0; frame < 20; frame++) {
        await new Promise(requestAnimationFrame);
        seen.push(camera?.style.transform ?? '');
      }
      return new Set(seen).size;
    });
    // Where it was, perhaps, and where it is.
    expect(places).toBeLessThanOrEqual(2);
  });
});
