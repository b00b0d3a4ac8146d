import type { Locator, Page } from '@playwright/test';
import type { DesignNode } from '../../src/model/design.ts';
import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';
import { savedDesign } from './support/saved-design.ts';

// The camera goes to its place at once: a click on a card that still glides would miss it.
test.use({ contextOptions: { reducedMotion: 'reduce' }, actionTimeout: 8_000 });

function node(id: string, kind: string, x: number, y: number, more: Partial<DesignNode> = {}): DesignNode {
  return { id, kind, label: id, position: { x, y }, config: {}, ...more };
}

function edge(source: string, target: string) {
  return { id: `${source}-${target}`, source, target, config: {} };
}

/** Users, a balancer, three services that stand unevenly, a database, and a spare service nobody calls. */
const DESIGN = {
  version: 1,
  name: 'Editing',
  description: '',
  nodes: [
    node('users', 'client', 0, 200),
    node('balancer', 'load-balancer', 304, 200),
    node('alpha', 'service', 608, 0, { config: { replicas: 3 } }),
    node('beta', 'service', 648, 160),
    node('gamma', 'service', 624, 400),
    node('store', 'database', 1000, 200),
    node('spare', 'service', 304, 480),
  ],
  edges: [
    edge('users', 'balancer'),
    edge('balancer', 'alpha'),
    edge('balancer', 'beta'),
    edge('balancer', 'gamma'),
    edge('alpha', 'store'),
  ],
  scenario: [],
  objectives: [],
  run: {},
};

interface Stage {
  readonly page: Page;
  readonly playground: Playground;
  readonly card: (label: string) => Locator;
}

async function stage(page: Page, design: object = DESIGN): Promise<Stage> {
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, design);
  await expect(playground.name).toHaveValue('Editing');
  await playground.button('Pause').click();
  await page.keyboard.press('Shift+1');
  return { page, playground, card: (label) => page.locator(`.react-flow__node[data-id="${label}"]`) };
}

async function choose(page: Page, at: Locator, item: string, position?: { x: number; y: number }): Promise<void> {
  // A line lies under its own drawing: the press is meant for what is there.
  await at.click({ button: 'right', force: true, ...(position === undefined ? {} : { position }) });
  await page.getByRole('menuitem', { name: new RegExp(`^${item}( |$)`) }).click();
}

async function selectAll(cards: readonly Locator[]): Promise<void> {
  for (const [i, card] of cards.entries()) await card.click(i === 0 ? {} : { modifiers: ['Shift'] });
}

async function dragBy(page: Page, what: Locator, dx: number, dy: number): Promise<void> {
  const box = (await what.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + 18];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
}

async function positionOf(page: Page, id: string): Promise<DesignNode['position']> {
  return (await savedDesign(page)).nodes.find((one) => one.id === id)!.position;
}

test('several at once: settings with mixed values, alignment, distribution, each one step', async ({ page }) => {
  const { playground, card } = await stage(page);
  const services = [card('alpha'), card('beta'), card('gamma')];

  await test.step('what differs says so, and what is typed holds for all', async () => {
    await selectAll(services);
    await expect(playground.details).toContainText('3 components');
    const replicas = playground.setting('Replicas');
    await expect(replicas).toHaveValue('');
    await expect(replicas).toHaveAttribute('placeholder', 'Mixed');
    await playground.fillSetting('Replicas', '4');
    const { nodes } = await savedDesign(page);
    expect(nodes.filter(({ kind }) => kind === 'service').map(({ config }) => config['replicas'])).toEqual([
      4,
      4,
      4,
      undefined,
    ]);
    await playground.button('Undo: change replicas of 3').click();
    await expect(replicas).toHaveAttribute('placeholder', 'Mixed');
  });

  await test.step('two kinds show what they have in common', async () => {
    await selectAll([card('alpha'), card('store')]);
    await expect(page.getByRole('region', { name: 'Common settings' })).toContainText('Slots per replica');
  });

  await test.step('the toolbar aligns, the key distributes, and undo takes each back by name', async () => {
    await selectAll(services);
    await expect(playground.details).toContainText('3 components');
    const bar = page.getByRole('toolbar', { name: 'Arrange the selection' });
    await bar.getByRole('button', { name: 'Align left edges' }).click();
    await expect(playground.button('Undo: align left edges')).toBeVisible();
    expect((await savedDesign(page)).nodes.slice(2, 5).map(({ position }) => position.x)).toEqual([608, 608, 608]);
    await page.keyboard.press('Alt+Shift+h');
    await page.keyboard.press('Alt+Shift+v');
    expect((await positionOf(page, 'beta')).y).toBe(200);
    await playground.button('Undo: distribute vertically').click();
    await playground.button('Undo: align left edges').click();
    expect((await positionOf(page, 'beta')).x).toBe(648);
  });
});

test('a group is selected and moved as one, entered by a double click, and taken apart', async ({ page }) => {
  const { playground, card } = await stage(page);
  await selectAll([card('alpha'), card('beta')]);
  await page.keyboard.press('Control+g');
  const group = card('group-1');
  await expect(group).toHaveClass(/selected/);
  const before = await savedDesign(page);
  expect(before.nodes.filter(({ parent }) => parent === 'group-1').map(({ id }) => id)).toEqual(['alpha', 'beta']);

  await test.step('a click on what is inside selects the group, and a drag moves it all', async () => {
    await page.locator('.react-flow__pane').click({ position: { x: 20, y: 400 } });
    const inside = (await card('alpha').boundingBox())!;
    await page.mouse.click(inside.x + 60, inside.y + 40);
    await expect(group).toHaveClass(/selected/);
    await page.mouse.move(inside.x + 60, inside.y + 40);
    await page.mouse.down();
    await page.mouse.move(inside.x + 100, inside.y + 10, { steps: 5 });
    await page.mouse.up();
    const after = await savedDesign(page);
    const [was, is] = [before, after].map((design) => design.nodes.find(({ id }) => id === 'group-1')!.position);
    expect(is!.x).toBeGreaterThan(was!.x);
    expect(after.nodes.find(({ id }) => id === 'alpha')!.position).toEqual(
      before.nodes.find(({ id }) => id === 'alpha')!.position,
    );
  });

  await test.step('a double click selects what is inside, Esc goes back to the group', async () => {
    const inside = (await card('alpha').boundingBox())!;
    await page.mouse.dblclick(inside.x + 60, inside.y + 40);
    await expect(card('alpha')).toHaveClass(/selected/);
    await expect(group).not.toHaveClass(/selected/);
    await card('beta').click();
    await expect(card('beta')).toHaveClass(/selected/);
    await page.keyboard.press('Escape');
    await expect(group).toHaveClass(/selected/);
  });

  await test.step('ungrouped, everything is where it was', async () => {
    const place = (await card('alpha').boundingBox())!;
    await page.keyboard.press('Control+Shift+g');
    await expect(group).toHaveCount(0);
    expect(await card('alpha').boundingBox()).toEqual(place);
    await playground.button('Undo: ungroup').click();
    await expect(group).toHaveCount(1);
  });
});

test('dragging: guides hold a card level with another, Alt copies, a line takes a loose card in', async ({ page }) => {
  const { playground, card } = await stage(page);
  const guides = page.getByTestId('guides');

  await test.step('level with the card above, a line shows and the card snaps to it', async () => {
    await dragBy(page, card('gamma'), -12, 0);
    await expect(guides).not.toHaveAttribute('data-guides', '0');
    await page.mouse.up();
    await expect(guides).toHaveAttribute('data-guides', '0');
    expect((await positionOf(page, 'gamma')).x).toBe(608);
  });

  await test.step('with Alt a copy is moved, and the original keeps its place and its calls', async () => {
    const before = await savedDesign(page);
    await page.keyboard.down('Alt');
    await dragBy(page, card('gamma'), 40, 90);
    await page.mouse.up();
    await page.keyboard.up('Alt');
    const after = await savedDesign(page);
    expect(after.nodes).toHaveLength(before.nodes.length + 1);
    expect(after.nodes.find(({ id }) => id === 'gamma')).toEqual(before.nodes.find(({ id }) => id === 'gamma'));
    expect(after.nodes.at(-1)!.position.y).toBeGreaterThan(
      before.nodes.find(({ id }) => id === 'gamma')!.position.y + 60,
    );
    await playground.button('Undo: duplicate').click();
    expect(await savedDesign(page)).toEqual(before);
  });

  await test.step('a card without calls goes into the line it is dropped on', async () => {
    const [from, to] = [(await card('alpha').boundingBox())!, (await card('store').boundingBox())!];
    const spare = (await card('spare').boundingBox())!;
    const middle = { x: (from.x + from.width + to.x) / 2, y: (from.y + from.height / 2 + to.y + to.height / 2) / 2 };
    const grip = { x: spare.x + spare.width / 2, y: spare.y + spare.height / 2 };
    await page.mouse.move(grip.x, grip.y);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y, { steps: 40 });
    await expect(guides).toHaveAttribute('data-line', 'alpha-store');
    await page.mouse.up();
    const { edges } = await savedDesign(page);
    expect(edges.map(({ source, target }) => `${source} ${target}`)).toEqual(
      expect.arrayContaining(['alpha spare', 'spare store']),
    );
    await page.keyboard.press('Control+z');
    expect((await savedDesign(page)).edges).toHaveLength(DESIGN.edges.length);
    expect((await positionOf(page, 'spare')).y).toBe(480);
  });
});

test('calls: inserted into, turned to another target by list and by mouse, labelled in place', async ({ page }) => {
  const { playground } = await stage(page);
  const line = page.locator('.react-flow__edge[data-id="alpha-store"] .call-hit');
  const takeFromList = async (name: string) => page.getByRole('option', { name }).first().click();

  await test.step('insert here offers only what fits', async () => {
    await choose(page, line, 'Insert a component here');
    await expect(page.getByRole('option', { name: 'Region' })).toHaveCount(0);
    await takeFromList('Service');
    const { edges } = await savedDesign(page);
    expect(edges.find(({ id }) => id === 'alpha-store')).toMatchObject({ source: 'alpha', target: 'service-1' });
    expect(edges.at(-1)).toMatchObject({ source: 'service-1', target: 'store' });
    await page.keyboard.press('Control+z');
  });

  await test.step('the target is changed from the list, which says why not', async () => {
    await choose(page, line, 'Change the target');
    await expect(page.getByRole('option', { name: /users/ })).toBeDisabled();
    await takeFromList('beta');
    await expect(playground.button('Undo: reconnect')).toBeVisible();
    await page.keyboard.press('Control+z');
  });

  await test.step('the label is typed on the line', async () => {
    await choose(page, line, 'Edit the label');
    await page.getByRole('textbox', { name: 'Label of the call' }).fill('reads orders');
    await page.keyboard.press('Enter');
    await expect(page.locator('.call-own')).toHaveText('reads orders');
    await playground.button('Undo: change label').click();
    await expect(page.locator('.call-own')).toHaveCount(0);
  });

  await test.step('an end is dragged to another card', async () => {
    const end = page.locator('.react-flow__edge[data-id="alpha-store"] .react-flow__edgeupdater-target');
    const target = (await page.locator('.react-flow__node[data-id="gamma"]').boundingBox())!;
    const grip = (await end.boundingBox())!;
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(target.x, target.y + target.height / 2, { steps: 10 });
    await page.mouse.up();
    expect((await savedDesign(page)).edges.find(({ id }) => id === 'alpha-store')).toMatchObject({ target: 'gamma' });
    await page.keyboard.press('Control+z');
  });
});

test('a component becomes another kind, grows by a replica, and is found by what it is called', async ({ page }) => {
  const { playground, card } = await stage(page);

  await choose(page, card('beta'), 'Add a replica');
  await expect(playground.button('Undo: add replica')).toBeVisible();
  await choose(page, card('beta'), 'Replace with');
  await expect(page.getByRole('option', { name: /^Client/ })).toBeDisabled();
  await page.getByRole('option', { name: 'Load balancer' }).click();
  const { nodes, edges } = await savedDesign(page);
  expect(nodes.find(({ id }) => id === 'beta')).toMatchObject({ kind: 'load-balancer', label: 'beta' });
  expect(edges).toHaveLength(DESIGN.edges.length);
  await playground.button('Undo: replace').click();

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: /^Find by/ }).fill('service');
  const search = page.getByRole('search', { name: 'Find on the canvas' });
  await expect(search.getByRole('status')).toHaveText('1 of 4');
  await expect(card('spare')).toHaveClass(/selected/);
  await page.keyboard.press('Enter');
  await expect(search.getByRole('status')).toHaveText('2 of 4');
  await expect(card('alpha')).toHaveClass(/selected/);
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
});

test('a region lays its contents out, the whole design is laid out in layers, the overview shows heat', async ({
  page,
}) => {
  const inRegion = (id: string, x: number, y: number) => node(id, 'service', x, y, { parent: 'place' });
  const { playground, card } = await stage(page, {
    ...DESIGN,
    nodes: [
      ...DESIGN.nodes.filter(({ kind }) => kind !== 'service'),
      node('place', 'region', 600, -100, { size: { width: 700, height: 700 } }),
      inRegion('alpha', 30, 60),
      inRegion('beta', 90, 220),
      inRegion('gamma', 40, 500),
      inRegion('spare', 300, 400),
    ],
  });

  await test.step('tidy puts the contents in rows and the region around them; one step', async () => {
    await choose(page, card('place'), 'Tidy what is inside', { x: 20, y: 20 });
    const { nodes } = await savedDesign(page);
    expect(nodes.filter(({ parent }) => parent === 'place').map(({ position }) => position)).toEqual([
      { x: 24, y: 48 },
      { x: 312, y: 48 },
      { x: 312, y: 172 },
      { x: 24, y: 172 },
    ]);
    await playground.button('Undo: tidy').click();
    await choose(page, card('place'), 'Fit to contents', { x: 20, y: 20 });
    expect((await savedDesign(page)).nodes.find(({ id }) => id === 'place')!.size).toEqual({ width: 518, height: 604 });
  });

  await test.step('the layout keeps what is in the region in it, and calls run to the right', async () => {
    await choose(page, page.locator('.react-flow__pane'), 'Lay out the design', { x: 12, y: 500 });
    await expect(playground.button('Undo: lay out')).toBeVisible();
    const { nodes, edges } = await savedDesign(page);
    const at = new Map(nodes.map((one) => [one.id, one]));
    const left = (id: string): number => {
      const one = at.get(id)!;
      return one.position.x + (one.parent === undefined ? 0 : left(one.parent));
    };
    for (const call of edges)
      expect(left(call.target), `${call.id} runs to the right`).toBeGreaterThan(left(call.source));
    const region = at.get('place')!;
    for (const one of nodes.filter(({ parent }) => parent === 'place')) {
      expect(one.position.x).toBeGreaterThan(0);
      expect(one.position.x + 200).toBeLessThan(region.size!.width);
      expect(one.position.y + 92).toBeLessThan(region.size!.height);
    }
    await playground.button('Undo: lay out').click();
  });

  await test.step('while it runs the overview has the heat of every card', async () => {
    await playground.button('Play').click();
    await expect(page.getByTestId('overview')).toHaveAttribute('data-heat', '7');
  });
});
