import type { Locator, Page } from '@playwright/test';
import {
  added,
  aligned,
  changed,
  duplicated,
  freshModelId,
  freshModelLabel,
  modelOf,
  moved,
  removed,
  type EditModel,
  type Place,
} from './support/edit-model.ts';
import { cameraAtRest } from './support/camera-at-rest.ts';
import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';
import { savedDesign } from './support/saved-design.ts';

// The camera goes to its place at once: a click on a card that still glides would miss it.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const SEQUENCES = 100;
/** Sequences between two journeys back to the beginning and forth again; with at most 5 steps each below the 300 that are kept. */
const SEQUENCES_PER_JOURNEY = 25;
/** With more nodes than this, the next command deletes one: cards stay large enough to be met by the pointer. */
const MANY_NODES = 11;
const GRID_PX = 8;
const SEED = Number(process.env['ROUNDTRIP_PROPERTY_SEED'] ?? 20_261_123);

const KINDS = { client: 'Client', service: 'Service', cache: 'Cache', database: 'Database' } as const;

function node(id: string, kind: keyof typeof KINDS, x: number, y: number) {
  return { id, kind, label: id, position: { x, y }, config: {} };
}

const DESIGN = {
  version: 1,
  name: 'Sequences',
  description: '',
  nodes: [
    node('client-1', 'client', 0, 200),
    node('service-1', 'service', 304, 40),
    node('service-2', 'service', 312, 360),
    node('cache-1', 'cache', 640, 0),
    node('database-1', 'database', 648, 200),
  ],
  edges: [{ id: 'edge-1', source: 'client-1', target: 'service-1', config: {} }],
  scenario: [],
  objectives: [],
  run: {},
};

/** Whole numbers below `below` from a seed (mulberry32). */
function drawsFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** The person at the page, and what they expect to have drawn. */
interface Editor {
  readonly page: Page;
  readonly playground: Playground;
  readonly draw: (below: number) => number;
  past: EditModel[];
  model: EditModel;
  future: EditModel[];
  names: number;
}

/** Cards and groups that the pointer meets now, with the place to press on. */
async function reachable(page: Page): Promise<readonly { readonly id: string; readonly at: Place }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.react-flow__node')].flatMap((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      const at = { x: x + width / 2, y: y + Math.min(14, height / 2) };
      const id = card.getAttribute('data-id') ?? '';
      const met = document.elementFromPoint(at.x, at.y);
      return met?.closest('.react-flow__node') === card && met.closest('.react-flow__handle') === null
        ? [{ id, at }]
        : [];
    }),
  );
}

/** Selects so many that can be met, at random, by pointer; gives their ids, or none when there are not as many. */
async function choose(editor: Editor, count: number, suits: (id: string) => boolean = () => true): Promise<string[]> {
  const { page, draw } = editor;
  // Out of a field, out of a group, nothing selected.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await cameraAtRest(page);
  const found = (await reachable(page)).filter(({ id }) => suits(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (found.length < count) return [];
  const chosen = Array.from({ length: count }, () => found.splice(draw(found.length), 1)[0]!);
  for (const [i, { at }] of chosen.entries()) {
    if (i > 0) await page.keyboard.down('Shift');
    await page.mouse.click(at.x, at.y);
    if (i > 0) await page.keyboard.up('Shift');
  }
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(count);
  return chosen.map(({ id }) => id);
}

function kindOf({ model }: Editor, id: string): string {
  return model.nodes.find((one) => one.id === id)?.kind ?? '';
}

function cardOf(page: Page, id: string): Locator {
  return page.locator(`.react-flow__node[data-id="${id}"]`);
}

/** Where a card is drawn, from the origin of the canvas. */
async function drawnAt(page: Page, id: string): Promise<Place> {
  const style = await cardOf(page, id).evaluate((element: HTMLElement) => element.style.transform);
  const [x, y] = [...style.matchAll(/-?[\d.]+/g)].map(Number);
  return { x: Math.round(x ?? Number.NaN), y: Math.round(y ?? Number.NaN) };
}

function becomes(editor: Editor, next: EditModel): void {
  if (JSON.stringify(next) === JSON.stringify(editor.model)) return;
  editor.past.push(editor.model);
  editor.model = next;
  editor.future = [];
}

async function add(editor: Editor): Promise<void> {
  const { page, draw, model } = editor;
  const kind = Object.keys(KINDS)[draw(4)] as keyof typeof KINDS;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.insertText(KINDS[kind]);
  await page.keyboard.press('Enter');
  const id = freshModelId(model, kind);
  const made = { id, kind, label: freshModelLabel(model, KINDS[kind]), ...(await drawnAt(page, id)) };
  // In a group that is where it was put, Esc leads from it to the group; else nothing is selected any more.
  await page.keyboard.press('Escape');
  const [parent] = await page
    .locator('.react-flow__node.selected')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-id') ?? ''));
  becomes(editor, added(model, { ...made, parent }));
}

async function connect(editor: Editor): Promise<void> {
  const { page, draw, model } = editor;
  const [source] = await choose(editor, 1, (id) => kindOf(editor, id) !== 'group');
  if (source === undefined) return;
  await page.keyboard.press('c');
  const targets = page.locator('[role=option][id*="-node:"]');
  await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
  const offered = await targets.evaluateAll((all) => all.map((one) => one.id.replace(/^.*-node:/, '')));
  const target = offered[draw(Math.max(1, offered.length))];
  if (target === undefined) return page.keyboard.press('Escape');
  await page.keyboard.insertText(model.nodes.find(({ id }) => id === target)?.label ?? '');
  await page.keyboard.press('Enter');
  becomes(editor, { ...model, calls: [...model.calls, `${source} ${target}`] });
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

async function nudge(editor: Editor): Promise<void> {
  const { page, draw } = editor;
  const ids = await choose(editor, 1 + draw(2));
  if (ids.length === 0) return;
  const key = Object.keys(ARROWS)[draw(4)] as keyof typeof ARROWS;
  const far = draw(2) === 0;
  await page.keyboard.press(far ? `Shift+${key}` : key);
  const [dx, dy] = ARROWS[key].map((sign) => sign * GRID_PX * (far ? 5 : 1)) as [number, number];
  becomes(
    editor,
    ids.reduce((next, id) => moved(next, id, dx, dy), editor.model),
  );
}

async function duplicate(editor: Editor): Promise<void> {
  const ids = await choose(editor, 1 + editor.draw(2));
  if (ids.length === 0) return;
  await editor.page.keyboard.press('Control+d');
  becomes(editor, duplicated(editor.model, ids));
}

async function group(editor: Editor): Promise<void> {
  const { page, model } = editor;
  const ids = await choose(editor, 2, (id) => kindOf(editor, id) !== 'group');
  if (ids.length === 0) return;
  await page.keyboard.press('Control+g');
  const id = freshModelId(model, 'group');
  const made = { id, kind: 'group', label: freshModelLabel(model, 'Group'), ...(await drawnAt(page, id)) };
  const inside = changed(model, new Set(ids), () => ({ parent: id }));
  becomes(editor, { ...inside, nodes: [...inside.nodes, made] });
}

async function ungroup(editor: Editor): Promise<void> {
  const [id] = await choose(editor, 1, (one) => kindOf(editor, one) === 'group');
  if (id === undefined) return;
  await editor.page.keyboard.press('Control+Shift+g');
  const freed = new Set(editor.model.nodes.filter(({ parent }) => parent === id).map((one) => one.id));
  becomes(
    editor,
    removed(
      changed(editor.model, freed, () => ({ parent: undefined })),
      [id],
    ),
  );
}

async function align(editor: Editor): Promise<void> {
  const ids = await choose(editor, 2);
  if (ids.length === 0) return;
  const axis = editor.draw(2) === 0 ? 'x' : 'y';
  await editor.page.keyboard.press(axis === 'x' ? 'Alt+a' : 'Alt+w');
  becomes(editor, aligned(editor.model, ids, axis));
}

async function rename(editor: Editor): Promise<void> {
  const { page } = editor;
  const ids = await choose(editor, 1);
  if (ids.length === 0) return;
  const label = `called ${(editor.names += 1)}`;
  await page.keyboard.press('F2');
  await expect(page.locator('.react-flow__node').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.insertText(label);
  await page.keyboard.press('Enter');
  becomes(
    editor,
    changed(editor.model, new Set(ids), () => ({ label })),
  );
}

async function setReplicas(editor: Editor): Promise<void> {
  const ids = await choose(editor, 1, (id) => kindOf(editor, id) === 'service');
  if (ids.length === 0) return;
  // Two is the default, which a document does not hold.
  const replicas = 3 + editor.draw(5);
  await editor.playground.fillSetting('Replicas', String(replicas));
  becomes(
    editor,
    changed(editor.model, new Set(ids), () => ({ replicas })),
  );
}

async function remove(editor: Editor): Promise<void> {
  const ids = await choose(editor, 1);
  if (ids.length === 0) return;
  await editor.page.keyboard.press('Delete');
  becomes(editor, removed(editor.model, ids));
}

async function removeByMenu(editor: Editor): Promise<void> {
  const { page } = editor;
  const ids = await choose(editor, 1, (id) => kindOf(editor, id) !== 'group');
  const met = (await reachable(page)).find(({ id }) => ids.includes(id));
  if (met === undefined) return;
  await page.mouse.click(met.at.x, met.at.y, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  becomes(editor, removed(editor.model, ids));
}

async function undo(editor: Editor): Promise<void> {
  await editor.page.keyboard.press('Escape');
  await editor.page.keyboard.press('Control+z');
  const before = editor.past.pop();
  if (before === undefined) return;
  editor.future.push(editor.model);
  editor.model = before;
}

async function redo(editor: Editor): Promise<void> {
  await editor.page.keyboard.press('Escape');
  await editor.page.keyboard.press('Control+Shift+z');
  const after = editor.future.pop();
  if (after === undefined) return;
  editor.past.push(editor.model);
  editor.model = after;
}

const COMMANDS = {
  add,
  connect,
  'connect again': connect,
  nudge,
  duplicate,
  group,
  ungroup,
  align,
  rename,
  'set replicas': setReplicas,
  delete: remove,
  'delete by menu': removeByMenu,
  undo,
  redo,
} satisfies Readonly<Record<string, (editor: Editor) => Promise<void>>>;

const NAMES = Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];

/** One random sequence; gives what was done, for the message when it went wrong. */
async function runSequence(editor: Editor): Promise<string> {
  const done: string[] = [];
  const length = 3 + editor.draw(3);
  while (done.length < length) {
    const drawn = NAMES[editor.draw(NAMES.length)] ?? 'add';
    const name = editor.model.nodes.length > MANY_NODES ? 'delete' : editor.model.nodes.length < 4 ? 'add' : drawn;
    // What was done before the last journey is not taken back: its end is the beginning of the next.
    if (name === 'undo' && editor.past.length === 0) continue;
    done.push(name);
    await COMMANDS[name](editor);
  }
  return done.join(', ');
}

/** Takes so many steps back, or does them again. */
async function journey(editor: Editor, steps: number, keys: string): Promise<void> {
  await editor.page.keyboard.press('Escape');
  for (let step = 0; step < steps; step += 1) await editor.page.keyboard.press(keys);
}

test('100 random sequences of commands by key, menu and pointer leave what a small model says, back and forth', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const playground = new Playground(page);
  await playground.open();
  await openFile(page, DESIGN);
  await expect(playground.name).toHaveValue('Sequences');
  await playground.button('Pause').click();
  // They come and go with what is selected, and would be over a card at times.
  await playground.button('Dismiss the hints').click();
  await playground.button('Hide the suggestions').click();
  let beginning = await savedDesign(page);
  const editor: Editor = {
    page,
    playground,
    draw: drawsFrom(SEED),
    past: [],
    model: modelOf(beginning),
    future: [],
    names: 0,
  };
  for (let sequence = 1; sequence <= SEQUENCES; sequence += 1) {
    await page.keyboard.press('Shift+1');
    const done = await runSequence(editor);
    const end = await savedDesign(page);
    expect(modelOf(end), `sequence ${sequence} of seed ${SEED}: ${done}`).toEqual(editor.model);
    if (sequence % SEQUENCES_PER_JOURNEY !== 0) continue;
    await journey(editor, editor.past.length, 'Control+z');
    expect(await savedDesign(page), `undone after sequence ${sequence}`).toEqual(beginning);
    await journey(editor, editor.past.length, 'Control+Shift+z');
    expect(await savedDesign(page), `done again after sequence ${sequence}`).toEqual(end);
    beginning = end;
    [editor.past, editor.future] = [[], []];
  }
});
