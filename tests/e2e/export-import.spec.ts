import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Download, Locator, Page } from '@playwright/test';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectNoViolations(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    state,
  ).toEqual([]);
}

async function fromFileMenu(page: Page, item: string): Promise<Locator> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: item });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function download(page: Page, dialog: Locator): Promise<Download> {
  const arriving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  return arriving;
}

async function bytesOf(file: Download): Promise<Buffer> {
  return readFileSync(await file.path());
}

/** How many different colours a picture has, sampled, and how large it is: a blank one has one. */
async function coloursOf(page: Page, png: Buffer): Promise<{ width: number; height: number; colours: number }> {
  return page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4 * 7) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
      return { width: canvas.width, height: canvas.height, colours: seen.size };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

/** Pastes a text on the page, as the platform does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test('a design is exported as a picture, as a diagram and as results', async ({ page }) => {
  const mine = new Playground(page);
  await mine.open();
  await expect(mine.card(/^Service Catalogue, [1-9]/)).toBeVisible();
  const dialog = await fromFileMenu(page, 'Export');
  const status = dialog.getByRole('contentinfo').getByRole('status');

  await test.step('PNG at 1x and 2x has the size that is said, and something on it', async () => {
    await expect(status).toHaveText(/look-aside-cache\.png, [\d.]+\skB, 2,384 × 728 pixels/);
    await expectNoViolations(page, 'export');
    const large = await coloursOf(page, await bytesOf(await download(page, dialog)));
    expect(large).toMatchObject({ width: 2_384, height: 728 });
    expect(large.colours).toBeGreaterThan(20);
    await dialog.getByRole('combobox', { name: 'Size' }).selectOption('1x');
    await expect(status).toHaveText(/1,192 × 364 pixels/);
    await dialog.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
    await dialog.getByRole('switch', { name: 'Figures of the run' }).click();
    await expect(status).toHaveText(/1,192 × 364 pixels/);
    expect(await coloursOf(page, await bytesOf(await download(page, dialog)))).toMatchObject({
      width: 1_192,
      height: 364,
    });
  });

  await test.step('SVG is a drawing with the names in it', async () => {
    await dialog.getByText('SVG', { exact: true }).click();
    await expect(status).toHaveText(/look-aside-cache\.svg/);
    const svg = (await bytesOf(await download(page, dialog))).toString('utf8');
    for (const name of ['Shoppers', 'Load balancer', 'Catalogue', 'Item cache', 'Item database'])
      expect(svg).toContain(`>${name}</text>`);
  });

  await test.step('the report and the tables hold what the run found out', async () => {
    await dialog.getByText('Report', { exact: true }).click();
    const preview = dialog.getByRole('region', { name: 'Preview of the Report file' });
    await expect(preview).toContainText('# Look-aside cache');
    await expect(preview).toContainText('| Shoppers |');
    await expect(preview).toContainText('[Open the design](<');
    await dialog.getByText('CSV over time', { exact: true }).click();
    await expect(status).toHaveText(/windows\.csv/);
    const csv = (await bytesOf(await download(page, dialog))).toString('utf8').split('\r\n');
    expect(csv[0]).toMatch(/^start_s,length_s,sent,answered,failed/);
    expect(csv[1]).toMatch(/^0,1,\d+,\d+,/);
    await expectNoViolations(page, 'export as text');
  });

  await test.step('the Mermaid text, pasted on the canvas, is the same design again', async () => {
    await dialog.getByText('Mermaid', { exact: true }).click();
    await expect(status).toHaveText(/look-aside-cache\.mmd/);
    const text = (await bytesOf(await download(page, dialog))).toString('utf8');
    await page.keyboard.press('Escape');
    const link = await mine.link();
    await paste(page, text);
    const report = page.getByRole('dialog', { name: 'The text was imported' });
    await expect(report).toContainText('5 components and 4 connections. Everything in it was understood.');
    await page.keyboard.press('Escape');
    expect(await mine.link()).toBe(link);
  });
});

const COMPOSE = `services:
  web: { image: nginx, ports: ["80:80"], depends_on: [api] }
  api: { build: ., deploy: { replicas: 4 }, environment: { DB: "postgres://u@store:5432/x" } }
  store: { image: postgres }
  thing: { image: acme/thing, depends_on: [store] }
`;

test('a Compose file is dropped, a drawing is pasted into the dialog, and bad files change nothing', async ({
  page,
}) => {
  const mine = new Playground(page);
  await mine.open();

  await test.step('what cannot be read is named, and the design is as it was', async () => {
    const before = await mine.link();
    await paste(page, 'sequenceDiagram\n  A->>B: hello');
    const problems = page.getByRole('dialog', { name: 'The text could not be opened' });
    await expect(problems).toContainText('RT402');
    await page.keyboard.press('Escape');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open a file' }).click();
    const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
    await (await chooser).setFiles({ name: 'shot.png', mimeType: 'image/png', buffer: png });
    await expect(page.getByRole('dialog', { name: '"shot.png" could not be opened' })).toContainText('a PNG image');
    await page.keyboard.press('Escape');
    expect(await mine.link()).toBe(before);
  });

  await test.step('a dropped Compose file opens as a new design and says what it became', async () => {
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'docker-compose.yml', { type: 'application/yaml' }));
      return data;
    }, COMPOSE);
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    const report = page.getByRole('dialog', { name: '"docker-compose.yml" was imported' });
    await expect(report).toContainText('5 components and 4 connections');
    await expect(report).toContainText('"thing" was not recognised');
    await expectNoViolations(page, 'report of an import');
    await page.keyboard.press('Escape');
    await expect(mine.card(/^Load balancer web/)).toBeVisible();
    await expect(mine.card(/^Service api/)).toBeVisible();
    await expect(mine.card(/^Database store/)).toBeVisible();
  });

  await test.step('it runs', async () => {
    await expect(mine.card(/^Database store, [1-9]/)).toBeVisible();
  });

  await test.step('a Mermaid text typed into the dialog', async () => {
    const dialog = await fromFileMenu(page, 'Import');
    await expectNoViolations(page, 'import');
    await dialog
      .getByRole('textbox', { name: 'Text' })
      .fill('flowchart LR\nbuyers([Buyers]) --> shop[Shop API] --> db[(Orders)]');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'The text was imported' })).toContainText('3 components');
    await page.keyboard.press('Escape');
    await expect(mine.card(/^Client Buyers/)).toBeVisible();
  });
});
