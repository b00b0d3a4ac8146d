import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { MIXED_DESIGN, visitCanvas, visitDialogs, visitRun } from './support/page-states.ts';
import { lookThroughBothThemes, WCAG_RULES } from './support/panel-checks.ts';
import { Playground } from './support/playground.ts';

async function expectNoViolations(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_RULES).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
  expect(found, state).toEqual([]);
}

async function openDialog(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} theme`, () => {
    test.beforeEach(async ({ page }) => {
      await page.addInitScript((chosen) => {
        localStorage.setItem('roundtrip.settings', JSON.stringify({ theme: chosen }));
      }, theme);
    });

    test('axe finds nothing: open and running, dialogs, empty', async ({ page }) => {
      const playground = new Playground(page);
      await playground.open();
      await expect(playground.card(/^Client Shoppers, [1-9]/)).toBeVisible();
      await expectNoViolations(page, 'open and running');
      for (const button of ['Gallery', 'Share', 'Keys and help']) {
        await openDialog(page, button);
        await expectNoViolations(page, button);
        if (button === 'Gallery') {
          await page.getByRole('tab', { name: 'Your designs' }).click();
          await expect(page.getByRole('tabpanel', { name: 'Your designs' })).toBeVisible();
          await expectNoViolations(page, 'own designs');
        }
        await closeDialog(page);
      }
      await openDialog(page, 'Gallery');
      await page.getByRole('button', { name: 'Start empty' }).click();
      await expect(page.getByRole('region', { name: 'Empty canvas' })).toBeVisible();
      await expectNoViolations(page, 'empty');
      await page.keyboard.press('n');
      await expect(page.getByRole('combobox', { name: 'Add a component' })).toBeVisible();
      await expectNoViolations(page, 'adding a component');
    });

    test('axe finds nothing: inspector, faults, failing, report, traces', async ({ page }) => {
      const playground = new Playground(page);
      await playground.open();
      const service = playground.card(/^Service Catalogue/);
      await service.click();
      await expect(playground.setting('Replicas')).toBeVisible();
      await expectNoViolations(page, 'inspector of a node');
      await playground.tab('Faults');
      await playground.button('Start: Crash').click();
      await expect(service).toHaveAccessibleName(/connection refused|no healthy backend/);
      await expectNoViolations(page, 'failing, with the faults in force');
      await playground.tab('Report');
      await expect(playground.report).toContainText('digest');
      await expectNoViolations(page, 'report');
      await playground.tab('Traces');
      await expectNoViolations(page, 'traces');
      await playground.button('Pause').click();
      await playground.details.getByRole('tab', { name: 'Settings' }).click();
      await page.locator('.react-flow__pane').click({ position: { x: 300, y: 60 } });
      await expectNoViolations(page, 'paused, nothing selected');
    });

    test('axe finds nothing: places, and a file that is no good', async ({ page }) => {
      const playground = new Playground(page);
      await playground.open();
      await openDialog(page, 'Gallery');
      await page.getByRole('dialog').getByRole('button', { name: 'Two regions' }).click();
      await expect(playground.name).toHaveValue('Two regions');
      await expect(playground.card(/^Client Users in New York, [1-9]/)).toBeVisible();
      await expectNoViolations(page, 'two regions');
      await page.evaluate(() => {
        location.hash = '#v1.broken';
      });
      await expect(page.getByRole('dialog', { name: 'This link could not be opened' })).toBeVisible();
      await expectNoViolations(page, 'a bad link');
    });

    test('axe finds nothing on a narrow screen', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const playground = new Playground(page);
      await playground.open();
      await expectNoViolations(page, 'narrow');
      for (const sheet of ['Add', 'Details', 'Charts']) {
        const button = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: sheet });
        await button.click();
        await expectNoViolations(page, `narrow, ${sheet}`);
        await button.click();
      }
    });
  });
}

test.describe('everything that opens', () => {
  // More than thirty states, each looked at with all rules: seconds on an idle machine, a minute on a busy one.
  test.describe.configure({ timeout: 240_000 });
  // Nothing fades or glides while it is looked at.
  test.use({ contextOptions: { reducedMotion: 'reduce' }, colorScheme: 'light' });

  test('axe finds nothing in either theme: dialogs and their tabs, menus, tour, history', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await playground.button('Pause').click();
    await visitDialogs(page, lookThroughBothThemes(page));
  });

  test('axe finds nothing in either theme: canvas menus, fields on the canvas, backends, traces', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await openFile(page, MIXED_DESIGN);
    await expect(playground.card(/^Database store, [1-9]/)).toBeVisible();
    // Long enough for requests to be kept as traces.
    await expect(page.getByTestId('run-totals')).toContainText(/^\d{3,} requests/);
    await playground.button('Pause').click();
    const look = lookThroughBothThemes(page);
    await visitCanvas(page, look);
    await visitRun(page, look);
  });
});
