import { openFile } from './support/open-file.ts';
import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';
import { savedDesign } from './support/saved-design.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' }, actionTimeout: 8_000 });

const node = (id: string, kind: string, x: number, config: object) => ({
  id,
  kind,
  label: id,
  position: { x, y: 0 },
  config,
});

const DESIGN = {
  version: 1,
  name: 'Pages and gRPC',
  description: '',
  nodes: [node('pages', 'client', 0, { runsIn: 'browser' }), node('orders', 'service', 320, {})],
  edges: [{ id: 'call', source: 'pages', target: 'orders', config: { protocol: 'grpc' } }],
  scenario: [],
  objectives: [],
  run: {},
};

test('a page that calls over gRPC is refused with the reason, and one click puts it right and is taken back as one', async ({
  page,
}) => {
  await new Playground(page).open();
  await openFile(page, DESIGN);
  await expect(page.getByText('pages', { exact: true }).first()).toBeVisible();

  // Said on the canvas, and with the reason at the call itself.
  await page.getByRole('button', { name: 'pages runs in a browser and calls orders over gRPC' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('Browsers give pages no access to the frames and trailers of HTTP/2');

  await problems.getByRole('button', { name: 'Insert a gRPC-Web proxy' }).click();
  await expect(problems).toHaveCount(0);
  const repaired = await savedDesign(page);
  expect(repaired.edges.map(({ config }) => config.protocol)).toEqual(['grpc-web', 'grpc']);
  expect(repaired.nodes.map(({ label }) => label)).toContain('gRPC-Web proxy');

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
  const back = await savedDesign(page);
  expect(back.edges).toHaveLength(1);

  await page.getByRole('button', { name: 'REST outside, gRPC inside' }).click();
  const rest = await savedDesign(page);
  expect(rest.edges.map(({ config }) => config.protocol)).toEqual(['http2', 'grpc']);
});
