import type { Page } from '@playwright/test';

/** Waits until the camera stands still and what a key changed is drawn: a click where a card was a frame ago would miss it. */
export async function cameraAtRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const camera = document.querySelector<HTMLElement>('.react-flow__viewport');
    for (let still = 0, before = ''; still < 3;) {
      await new Promise(requestAnimationFrame);
      const now = camera?.style.transform ?? '';
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}
