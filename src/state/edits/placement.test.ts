import { expect, test } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { absoluteBox, findNode } from '../design-index.ts';
import { addNode } from './nodes.ts';
import { placeAt, placeFromPalette } from './placement.ts';

const CENTRE = { x: 400, y: 300 };

function click(design: Design, kind: string, ...selected: readonly string[]): { design: Design; id: string } {
  const placed = placeFromPalette(design, kind, selected, CENTRE);
  if (placed.id === null) throw new Error(`${kind} was not placed`);
  return { design: placed.design, id: placed.id };
}

test('the first component is placed at the centre of the view, on the grid', () => {
  const { design, id } = click(EMPTY_DESIGN, 'client');
  const box = absoluteBox(design, findNode(design, id)!);
  expect(Math.abs(box.x + box.width / 2 - CENTRE.x)).toBeLessThanOrEqual(4);
  expect(Math.abs(box.y + box.height / 2 - CENTRE.y)).toBeLessThanOrEqual(4);
  expect([box.x % 8, box.y % 8]).toEqual([0, 0]);
});

test('a click places to the right of the selected caller and connects', () => {
  const client = click(EMPTY_DESIGN, 'client');
  const balancer = click(client.design, 'load-balancer', client.id);
  expect(balancer.design.edges.map(({ source, target }) => [source, target])).toEqual([
    ['client-1', 'load-balancer-1'],
  ]);
  const from = absoluteBox(balancer.design, findNode(balancer.design, client.id)!);
  const to = absoluteBox(balancer.design, findNode(balancer.design, balancer.id)!);
  expect(to.x).toBeGreaterThan(from.x + from.width);
});

test('client, balancer, two services and a database take seven clicks', () => {
  let step = click(EMPTY_DESIGN, 'client');
  step = click(step.design, 'load-balancer', step.id);
  const balancer = step.id;
  step = click(step.design, 'service', balancer);
  const first = step.id;
  step = click(step.design, 'service', balancer);
  step = click(step.design, 'database', first, step.id);
  expect(step.design.edges.map(({ source, target }) => `${source} ${target}`)).toEqual([
    'client-1 load-balancer-1',
    'load-balancer-1 service-1',
    'load-balancer-1 service-2',
    'service-1 database-1',
    'service-2 database-1',
  ]);
});

test('nothing is placed on top of another card', () => {
  let design = click(EMPTY_DESIGN, 'client').design;
  for (let i = 0; i < 12; i++) ({ design } = click(design, 'service', 'client-1'));
  const boxes = design.nodes.map((node) => absoluteBox(design, node));
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1))
      expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false);
  }
});

test('what the selected one may not call is placed at the centre without a connection', () => {
  const client = click(EMPTY_DESIGN, 'client');
  const database = click(client.design, 'database', client.id);
  expect(database.design.edges).toEqual([]);
});

test('a component dropped on a zone in a region belongs to the zone', () => {
  const region = addNode(EMPTY_DESIGN, { kind: 'region', position: { x: 0, y: 0 } });
  const zone = addNode(region.design, { kind: 'zone', position: { x: 40, y: 40 }, parent: 'region-1' });
  const placed = placeAt(zone.design, 'service', { x: 180, y: 180 });
  expect(findNode(placed.design, 'service-1')?.parent).toBe('zone-1');
  expect(absoluteBox(placed.design, findNode(placed.design, 'service-1')!)).toMatchObject({ x: 80, y: 136 });
});

test('a region does not go into a region', () => {
  const region = addNode(EMPTY_DESIGN, { kind: 'region', position: { x: 0, y: 0 } });
  expect(findNode(placeAt(region.design, 'region', { x: 300, y: 200 }).design, 'region-2')).not.toHaveProperty(
    'parent',
  );
});

test('a component placed over the border of a group makes the frame large enough', () => {
  const group = addNode(EMPTY_DESIGN, { kind: 'group', position: { x: 0, y: 0 } });
  const frame = (design: Design) => absoluteBox(design, findNode(design, 'group-1')!);
  const before = frame(group.design);
  const placed = placeAt(group.design, 'service', { x: before.width - 8, y: before.height - 8 }, { exact: true });
  expect(findNode(placed.design, placed.id!)?.parent).toBe('group-1');
  const card = absoluteBox(placed.design, findNode(placed.design, placed.id!)!);
  const after = frame(placed.design);
  expect([after.x, after.y]).toEqual([before.x, before.y]);
  expect(card.x + card.width).toBeLessThan(after.x + after.width);
  expect(card.y + card.height).toBeLessThan(after.y + after.height);
});

test('so do components that find no free place in it', () => {
  let { design } = addNode(EMPTY_DESIGN, { kind: 'group', position: { x: 0, y: 0 } });
  const { width, height } = absoluteBox(design, findNode(design, 'group-1')!);
  for (let i = 0; i < 4; i++) ({ design } = placeAt(design, 'service', { x: width / 2, y: height / 2 }));
  const frame = absoluteBox(design, findNode(design, 'group-1')!);
  const cards = design.nodes.filter(({ parent }) => parent === 'group-1').map((node) => absoluteBox(design, node));
  expect(cards).toHaveLength(4);
  for (const card of cards) expect(card.y + card.height).toBeLessThan(frame.y + frame.height);
});
