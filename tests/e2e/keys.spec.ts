import type { Locator, Page } from '@playwright/test';
import { KEY_MAP, type KeyEntry, type KeyId } from '../../src/features/help/key-map.ts';
import { isOwnPress, LAYOUTS, pressOf, send } from './support/keyboard-layouts.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

// The camera goes to its place at once: a click on a card that still glides would miss it.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

type KeyOnlyId = Extract<(typeof KEY_MAP)[number], { readonly keys: readonly [string, ...string[]] }>['id'];

/** A page with a paused run, and the one press a story is about. */
interface Stage {
  readonly page: Page;
  readonly playground: Playground;
  readonly service: Locator;
  readonly binding: string;
  readonly press: () => Promise<void>;
}

async function viewport(page: Page): Promise<string> {
  return (await page.locator('.react-flow__viewport').getAttribute('style')) ?? '';
}

async function placeOf(card: Locator): Promise<string> {
  return (await card.getAttribute('style')) ?? '';
}

/** The view, once it stands still. */
async function changesView({ page, press }: Stage): Promise<void> {
  const before = await viewport(page);
  await press();
  await expect.poll(() => viewport(page)).not.toBe(before);
}

async function zoomPercent(page: Page): Promise<number> {
  const name = await page.getByRole('button', { name: /^Zoom \d+ %/ }).getAttribute('aria-label');
  return Number(/\d+/.exec(name ?? '')?.[0]);
}

async function zooms(stage: Stage, direction: 1 | -1): Promise<void> {
  await stage.playground.button(/^Zoom \d+ %/).click();
  await expect.poll(() => zoomPercent(stage.page)).toBe(100);
  await stage.press();
  await expect.poll(async () => Math.sign((await zoomPercent(stage.page)) - 100)).toBe(direction);
}

async function clock(page: Page): Promise<number> {
  return Number(((await page.getByTestId('clock').textContent()) ?? '').replaceAll(/\s/g, ''));
}

/** Below the toolbar of a selection, above the cards. */
async function deselect({ page }: Stage): Promise<void> {
  await page.locator('.react-flow__pane').click({ position: { x: 400, y: 90 } });
}

async function focusCard({ service }: Stage): Promise<void> {
  await service.evaluate((element: HTMLElement) => element.focus());
}

async function copyThere(stage: Stage): Promise<void> {
  await stage.service.click();
  await stage.page.keyboard.press('Control+c');
}

/** Deletes the service by a click, so that there is something to take back. */
async function deleteByClick(stage: Stage): Promise<void> {
  await stage.service.click();
  await stage.playground.details.getByRole('button', { name: 'Delete' }).click();
  await expect(stage.service).toHaveCount(0);
}

/** Everything selected is arranged as one step of that name, and taken back. */
function arranges(step: string): (stage: Stage) => Promise<void> {
  return async ({ page, playground, press }) => {
    await page.keyboard.press('Control+a');
    await press();
    await playground.button(`Undo: ${step}`).click();
  };
}

/** The same with everything in a group, which goes again. */
function arrangesGroup(step: string, prepare: (stage: Stage) => Promise<void> = async () => undefined) {
  return async (stage: Stage): Promise<void> => {
    const { page, playground, press } = stage;
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+g');
    await prepare(stage);
    await press();
    await playground.button(`Undo: ${step}`).click();
    while (!(await playground.button('Undo: group').isVisible())) await playground.undo.click();
    await playground.button('Undo: group').click();
  };
}

/** Makes the group larger than what is in it by its lower right grip. */
async function makeRoom({ page, playground }: Stage): Promise<void> {
  const grip = (await page.locator('.resize-grip.bottom.right').boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(grip.x + 4, grip.y + 4);
  await page.mouse.down();
  await page.mouse.move(grip.x + 4, grip.y + 64, { steps: 5 });
  await page.mouse.up();
  await expect(playground.button('Undo: resize')).toBeVisible();
}

async function snapping(page: Page): Promise<boolean> {
  const text = await page.evaluate(() => localStorage.getItem('roundtrip.settings'));
  return (JSON.parse(text ?? '{}') as { snapToGrid?: boolean }).snapToGrid ?? true;
}

/** What each key does, seen from outside. Each leaves the page as it found it, so that it can be pressed once more. */
const STORIES: Readonly<Record<KeyOnlyId, (stage: Stage) => Promise<void>>> = {
  'toggle-run': async ({ playground, press }) => {
    await press();
    await expect(playground.button('Pause')).toBeVisible();
    await playground.button('Pause').click();
    await expect(playground.button('Play')).toBeVisible();
  },
  step: async ({ page, press }) => {
    const before = await clock(page);
    await press();
    await expect.poll(() => clock(page)).toBeGreaterThan(before);
  },
  'step-back': async ({ page, playground, press }) => {
    const start = await clock(page);
    await playground.button(/^Step until/).click();
    await expect.poll(() => clock(page)).toBeGreaterThan(start);
    const before = await clock(page);
    await press();
    await expect.poll(() => clock(page)).toBeLessThan(before);
  },
  restart: async ({ page, playground, press }) => {
    await playground.button(/^Step until/).click();
    await expect.poll(() => clock(page)).toBeGreaterThan(0);
    await press();
    await expect.poll(() => clock(page)).toBe(0);
  },
  undo: async (stage) => {
    await deleteByClick(stage);
    await stage.press();
    await expect(stage.service).toHaveCount(1);
  },
  redo: async (stage) => {
    await deleteByClick(stage);
    await stage.playground.undo.click();
    await expect(stage.service).toHaveCount(1);
    await stage.press();
    await expect(stage.service).toHaveCount(0);
    await stage.playground.undo.click();
  },
  add: async ({ page, press }) => {
    await press();
    const list = page.getByRole('combobox', { name: 'Add a component' });
    await expect(list).toBeFocused();
    await expect(list).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
  },
  connect: async ({ page, service, press }) => {
    await service.click();
    await press();
    await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
    await page.keyboard.press('Escape');
  },
  rename: async (stage) => {
    await focusCard(stage);
    await stage.press();
    await expect(stage.service.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await stage.page.keyboard.press('Escape');
  },
  copy: async ({ page, playground, service, press }) => {
    await service.click();
    await press();
    await page.keyboard.press('Control+v');
    await expect(playground.card(/./)).toHaveCount(6);
    await playground.undo.click();
  },
  cut: async ({ page, playground, service, press }) => {
    await service.click();
    await press();
    await expect(service).toHaveCount(0);
    await page.keyboard.press('Control+v');
    await expect(service).toHaveCount(1);
    await playground.undo.click();
    await playground.undo.click();
  },
  paste: async (stage) => {
    await copyThere(stage);
    await stage.press();
    await expect(stage.playground.card(/./)).toHaveCount(6);
    await stage.playground.undo.click();
  },
  duplicate: async ({ playground, service, press }) => {
    await service.click();
    await press();
    await expect(playground.card(/./)).toHaveCount(6);
    await playground.undo.click();
  },
  group: arranges('group'),
  ungroup: arrangesGroup('ungroup'),
  'align-left': arranges('align left edges'),
  'align-centre': arranges('align centres'),
  'align-right': arranges('align right edges'),
  'align-top': arranges('align top edges'),
  'align-middle': arranges('align middles'),
  'align-bottom': arranges('align bottom edges'),
  'distribute-horizontal': arranges('distribute horizontally'),
  'distribute-vertical': arranges('distribute vertically'),
  tidy: arrangesGroup('tidy'),
  'fit-contents': arrangesGroup('fit to contents', makeRoom),
  layout: arranges('lay out'),
  snap: async ({ page, press }) => {
    const before = await snapping(page);
    await press();
    await expect.poll(() => snapping(page)).toBe(!before);
  },
  find: async ({ page, press }) => {
    await press();
    await expect(page.getByRole('textbox', { name: /^Find by/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('search')).toHaveCount(0);
  },
  delete: async ({ playground, service, press }) => {
    await service.click();
    await press();
    await expect(service).toHaveCount(0);
    await playground.undo.click();
  },
  'select-all': async ({ playground, press }) => {
    await press();
    await expect(playground.details).toContainText('5 components');
  },
  arrows: async (stage) => {
    await stage.service.click();
    const before = await placeOf(stage.service);
    await stage.press();
    await expect.poll(() => placeOf(stage.service)).not.toBe(before);
    await stage.playground.undo.click();
    await expect.poll(() => placeOf(stage.service)).toBe(before);
    // Not selected, the focus walks: the service has a neighbour to the left and right, and both ends of its calls above and below.
    await stage.page.keyboard.press('Escape');
    await focusCard(stage);
    await stage.press();
    await expect(stage.service).not.toBeFocused();
    await expect(stage.page.locator('.react-flow__node:focus')).toHaveCount(1);
  },
  'arrows-far': async ({ playground, service, press, page }) => {
    await service.click();
    const before = await placeOf(service);
    await page.keyboard.press('ArrowDown');
    const near = await service.boundingBox();
    await playground.undo.click();
    const start = await service.boundingBox();
    await service.click();
    await press();
    await expect.poll(() => placeOf(service)).not.toBe(before);
    const far = await service.boundingBox();
    const moved = (box: typeof near) => Math.hypot((box?.x ?? 0) - (start?.x ?? 0), (box?.y ?? 0) - (start?.y ?? 0));
    expect(moved(far)).toBeCloseTo(5 * moved(near), 0);
    await playground.undo.click();
  },
  open: async (stage) => {
    await deselect(stage);
    await focusCard(stage);
    await stage.press();
    await expect(stage.playground.details.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await stage.page.keyboard.press('Escape');
    await expect(stage.service).toBeFocused();
    await stage.press();
    await expect(stage.service.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await stage.page.keyboard.press('Escape');
  },
  'select-more': async (stage) => {
    await deselect(stage);
    await stage.playground.card(/^Cache/).click();
    await focusCard(stage);
    await stage.press();
    await expect(stage.playground.details).toContainText('2 components');
    await stage.press();
    await expect(stage.playground.details).not.toContainText('2 components');
  },
  escape: async (stage) => {
    await stage.service.click();
    await stage.page.keyboard.press('c');
    await expect(stage.page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
    await stage.press();
    await expect(stage.page.getByRole('combobox', { name: 'Connect to' })).toHaveCount(0);
    await expect(stage.page.locator('.react-flow__node.selected')).toHaveCount(1);
    await stage.press();
    await expect(stage.page.locator('.react-flow__node.selected')).toHaveCount(0);
  },
  'fit-all': async (stage) => {
    await stage.playground.button(/^Zoom \d+ %/).click();
    await stage.playground.button('Zoom in').click();
    await expect.poll(() => zoomPercent(stage.page)).toBeGreaterThan(110);
    await stage.press();
    await expect.poll(() => zoomPercent(stage.page)).toBeLessThan(110);
  },
  'fit-selection': async (stage) => {
    await stage.playground.button('Show the whole design').click();
    await stage.service.click();
    await changesView(stage);
    await stage.playground.button('Show the whole design').click();
  },
  'zoom-in': (stage) => zooms(stage, 1),
  'zoom-out': (stage) => zooms(stage, -1),
  'zoom-actual': async (stage) => {
    await stage.playground.button('Show the whole design').click();
    await expect.poll(() => zoomPercent(stage.page)).not.toBe(100);
    await stage.press();
    await expect.poll(() => zoomPercent(stage.page)).toBe(100);
  },
  settings: async ({ page, playground, service, press }) => {
    await service.click();
    await press();
    await expect(playground.details.getByRole('textbox', { name: 'Name' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(service).toBeFocused();
  },
  table: async ({ page, press }) => {
    const table = page.getByRole('region', { name: 'Table of components and calls' });
    await press();
    await expect(table.getByRole('rowheader').first()).toBeVisible();
    await press();
    await expect(table).toHaveCount(0);
  },
  palette: async ({ page, press }) => {
    await press();
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await press();
    await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
  },
  'save-file': async ({ page, press }) => {
    const downloading = page.waitForEvent('download');
    await press();
    expect((await downloading).suggestedFilename()).toBe('look-aside-cache.roundtrip.json');
  },
  help: async ({ page, press }) => {
    await press();
    await expect(page.getByRole('dialog', { name: 'Keys and help' })).toBeVisible();
    await press();
    await expect(page.getByRole('dialog', { name: 'Keys and help' })).toHaveCount(0);
  },
};

const entries: readonly (KeyEntry & { readonly id: KeyId })[] = KEY_MAP;

test('every key of the table has a story here, and no story is without a key', () => {
  const withKeys = entries.filter(({ keys }) => keys.length > 0).map(({ id }) => id);
  expect(Object.keys(STORIES).toSorted()).toEqual(withKeys.toSorted());
});

for (const layout of LAYOUTS) {
  test(`every key does what the table says: ${layout.name}`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open();
    await page.getByRole('combobox', { name: 'Speed' }).last().selectOption('1/1000');
    await playground.button('Pause').click();
    await page.getByRole('combobox', { name: 'Step' }).selectOption('by request');
    await playground.button('Restart').click();
    const session = await page.context().newCDPSession(page);
    for (const { id, keys } of entries) {
      for (const binding of keys.filter((key) => isOwnPress(key, layout))) {
        const stage: Stage = {
          page,
          playground,
          binding,
          service: playground.card(/^Service Catalogue/),
          press: () => send(session, pressOf(binding, layout)),
        };
        await test.step(`${binding}: ${id}`, async () => {
          await deselect(stage);
          await STORIES[id as KeyOnlyId](stage);
        });
      }
    }
  });
}
