import { expect, type Locator, type Page } from '@playwright/test';

/** Something that is open now: what to call it, and which part of the page it is. */
export type Look = (state: string, part: Locator) => Promise<void>;

const TOUR_STOPS = 5;

const COMPOSE = `services:
  web: { image: nginx, ports: ["80:80"], depends_on: [api] }
  api: { build: ., deploy: { replicas: 4 } }
  thing: { image: acme/thing }
`;

/** Chooses a line of the file menu; its name may end with the keys that do the same. */
export async function chooseFromFile(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${item}( |$)`) }).click();
}

async function closed(page: Page, part: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(part).toHaveCount(0);
}

/** A dialog of the file menu, and each of its tabs if it has any. */
async function visitDialog(
  page: Page,
  look: Look,
  item: string,
  within?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await chooseFromFile(page, item);
  const dialog = page.getByRole('dialog', { name: item });
  await expect(dialog).toBeVisible();
  // A stand-in is there until its script has arrived.
  if (item === 'Command palette') await expect(dialog.getByRole('option').first()).toBeVisible();
  await look(item, dialog);
  await within?.(dialog);
  await closed(page, dialog);
}

async function visitTabs(dialog: Locator, look: Look, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await dialog.getByRole('tab', { name, exact: true }).click();
    const panel = dialog.getByRole('tabpanel', { name });
    await expect(panel).toBeVisible();
    await look(name, dialog);
  }
}

async function visitImport(page: Page, look: Look): Promise<void> {
  await chooseFromFile(page, 'Import');
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await dialog.getByRole('textbox', { name: 'Text' }).fill(COMPOSE);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const report = page.getByRole('dialog', { name: 'The text was imported' });
  await expect(report).toBeVisible();
  await look('import report', report);
  await closed(page, report);
  // The report of something that is no design at all.
  await chooseFromFile(page, 'Import');
  await look('import', dialog);
  await dialog.getByRole('textbox', { name: 'Text' }).fill('sequenceDiagram\n  A->>B: hello');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const problems = page.getByRole('dialog', { name: 'The text could not be opened' });
  await expect(problems).toBeVisible();
  await look('problems', problems);
  await closed(page, problems);
}

/** Every dialog and menu of the file menu, with what they show after a step or two; ends with an imported design open. */
export async function visitDialogs(page: Page, look: Look): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await look('file menu', page.getByRole('menu'));
  await closed(page, page.getByRole('menu'));
  // Its button has the focus again, and no tooltip that the next Esc would be for.
  await expect(page.getByRole('button', { name: 'File', exact: true })).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await visitDialog(page, look, 'Export', async (dialog) => {
    for (const format of ['Mermaid', 'JSON']) {
      await dialog.getByText(format, { exact: true }).click();
      await expect(dialog.getByRole('region', { name: `Preview of the ${format} file` })).toBeVisible();
      await look(`export, ${format}`, dialog);
    }
  });
  await visitDialog(page, look, 'Versions', async (dialog) => {
    await dialog.getByRole('textbox', { name: 'Name of the version' }).fill('Before the sale');
    await dialog.getByRole('button', { name: 'Keep version' }).click();
    await expect(dialog.getByRole('listitem').filter({ hasText: 'Before the sale' })).toBeVisible();
    await look('versions, one kept', dialog);
  });
  await visitDialog(page, look, 'Gallery', (dialog) => visitTabs(dialog, look, ['Your designs']));
  await visitDialog(page, look, 'Share', async (dialog) => {
    await expect(dialog.getByRole('tab', { name: 'QR code' })).toBeVisible();
    await visitTabs(dialog, look, ['View only', 'Embed', 'README badge', 'QR code']);
  });
  await visitDialog(page, look, 'Numbers');
  await visitDialog(page, look, 'Keys and help');
  await visitDialog(page, look, 'Command palette', async (dialog) => {
    await page.keyboard.type('align');
    await expect(dialog.getByRole('option').first()).toBeVisible();
    await look('command palette, with refusals', dialog);
  });
  await chooseFromFile(page, 'Tour of the page');
  const tour = page.getByRole('dialog', { name: /^Tour/ });
  for (let stop = 1; stop <= TOUR_STOPS; stop += 1) {
    await expect(tour).toContainText(`${stop} of ${TOUR_STOPS}`);
    await look(`tour, stop ${stop}`, tour);
    await page.keyboard.press('ArrowRight');
  }
  await expect(tour).toHaveCount(0);
  await chooseFromFile(page, 'History of edits');
  const history = page.getByRole('dialog', { name: 'History of edits' });
  await expect(history).toBeVisible();
  await look('history of edits', history);
  await closed(page, history);
  await visitImport(page, look);
}

/** The panels that a small screen opens over the canvas. */
export async function visitSheets(page: Page, look: Look): Promise<void> {
  for (const [button, name] of [
    ['Add', 'Add a component'],
    ['Details', 'Details'],
    ['Charts', 'Charts'],
  ] as const) {
    const opener = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: button });
    await opener.click();
    const sheet = page.getByRole('region', { name, exact: true }).first();
    await expect(sheet).toBeVisible();
    await look(`sheet ${name}`, sheet);
    if (button === 'Details') {
      for (const tab of ['Faults', 'Traces', 'Report', 'Settings']) {
        await sheet.getByRole('tab', { name: tab }).click();
        await look(`sheet ${tab}`, sheet);
      }
    }
    await opener.click();
  }
}

function node(id: string, kind: string, x: number, y: number, more: object = {}): object {
  return { id, kind, label: id, position: { x, y }, config: {}, ...more };
}

function edge(source: string, target: string): object {
  return { id: `${source}-${target}`, source, target, config: {} };
}

/** One of each that is drawn differently: cards, a region, a group, a note, something that lacks a call. */
export const MIXED_DESIGN = {
  version: 1,
  name: 'One of each',
  description: 'Everything that looks different.',
  nodes: [
    node('users', 'client', 0, 180),
    node('balancer', 'load-balancer', 288, 180, { config: { algorithm: 'ring-hash' } }),
    node('place', 'region', 560, -60, { size: { width: 300, height: 400 } }),
    node('alpha', 'service', 40, 60, { parent: 'place', config: { replicas: 3 } }),
    node('beta', 'service', 40, 240, { parent: 'place' }),
    node('store', 'database', 960, 180),
    node('team', 'group', 280, 360, { size: { width: 560, height: 200 } }),
    node('spare', 'service', 40, 60, { parent: 'team' }),
    node('words', 'note', 960, 0, {
      size: { width: 200, height: 100 },
      config: { text: 'Ask the team before this grows.' },
    }),
  ],
  edges: [
    edge('users', 'balancer'),
    edge('balancer', 'alpha'),
    edge('balancer', 'beta'),
    edge('alpha', 'store'),
    edge('beta', 'store'),
  ],
  scenario: [{ id: 'dies', atS: 2, untilS: 200, target: { node: 'alpha', endpoint: 1 }, action: { type: 'crash' } }],
  objectives: [],
  run: { durationS: 300 },
};

/** Menus, bars and fields of the canvas, with `MIXED_DESIGN` open. */
export async function visitCanvas(page: Page, look: Look): Promise<void> {
  const card = (id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`);
  const menu = page.getByRole('menu');
  const line = page.locator('.react-flow__edge[data-id="alpha-store"] .call-hit');
  const menuOf = async (what: Locator, name: string, position?: { x: number; y: number }): Promise<void> => {
    await what.click({ button: 'right', force: true, ...(position === undefined ? {} : { position }) });
    await expect(menu).toBeVisible();
    await look(`menu of ${name}`, menu);
    await closed(page, menu);
  };
  await menuOf(page.locator('.react-flow__pane'), 'the canvas', { x: 12, y: 300 });
  await menuOf(card('alpha'), 'a card');
  await menuOf(card('place'), 'a region', { x: 20, y: 20 });
  await menuOf(line, 'a call');
  await line.click({ force: true });
  await look('settings of a call', page.getByRole('complementary', { name: 'Details' }));
  await card('words').click();
  await look('settings of a note', page.getByRole('complementary', { name: 'Details' }));
  await card('alpha').click();
  await card('store').click({ modifiers: ['Shift'] });
  await look('several selected', page.locator('body'));
  await menuOf(card('store'), 'several');
  await page.keyboard.press('Control+f');
  const search = page.getByRole('search');
  await search.getByRole('textbox').fill('service');
  await look('search', search);
  await page.keyboard.press('Escape');
  await card('alpha').click();
  await page.keyboard.press('c');
  const connectTo = page.getByRole('combobox', { name: 'Connect to' });
  await expect(connectTo).toBeFocused();
  await look('connecting', page.locator('main'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+1');
  // Wherever the camera is by now.
  await line.dispatchEvent('dblclick');
  await expect(page.getByRole('textbox', { name: 'Label of the call' })).toBeVisible();
  await look('label of a call', page.locator('main'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Label of the call' })).toHaveCount(0);
}

/** What the side panel shows of a run, with `MIXED_DESIGN` running. */
export async function visitRun(page: Page, look: Look): Promise<void> {
  const details = page.getByRole('complementary', { name: 'Details' });
  await page.locator('.react-flow__node[data-id="balancer"]').click();
  const backend = details.getByTestId('backends-panel').getByRole('button').first();
  await backend.click();
  await expect(details.getByRole('img', { name: /ring/i })).toBeVisible();
  await look('backends on a ring', details);
  await details.getByRole('tab', { name: 'Traces' }).click();
  await details.getByTestId('traces-panel').getByRole('button').first().click();
  for (const view of ['Layers', 'Waterfall']) {
    await details.getByRole('tab', { name: view }).click();
    await expect(details.getByRole('tabpanel', { name: view })).toBeVisible();
    await look(view, details);
  }
  await details.getByRole('tab', { name: 'Ladder' }).click();
  await details.getByRole('button', { name: 'Larger' }).click();
  const larger = page.getByRole('dialog');
  await expect(larger).toBeVisible();
  await look('larger ladder', larger);
  await closed(page, larger);
  await details.getByRole('tab', { name: 'Settings' }).click();
  await page.locator('.react-flow__node[data-id="store"]').click();
  await page.keyboard.press('Delete');
  const message = page.getByRole('button', { name: 'Undo', exact: true }).last().locator('..');
  await expect(message).toBeVisible();
  await look('message with an undo', message);
}
