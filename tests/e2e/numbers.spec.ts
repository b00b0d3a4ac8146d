import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test('the numbers are worked out on the page, and a row opens as a design whose trace shows the same', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type('numbers');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Numbers' });
  await expect(dialog.getByText(/^All \d+ runs done$/)).toBeVisible();
  const row = dialog.getByRole('row', { name: /New HTTPS connection/ });
  await expect(row.getByRole('cell').first()).toHaveText('3 RTT');
  await expect(
    dialog
      .getByRole('row', { name: /Same data centre/ })
      .getByRole('cell')
      .first(),
  ).toHaveText('500 µs');

  await row.getByRole('button').click();
  await expect(playground.name).toHaveValue('New HTTPS connection until the answer');
  await expect(page.getByTestId('run-state')).toHaveText('finished');
  await playground.tab('Traces');
  await page.getByTestId('traces-panel').getByRole('button').first().click();
  await page.getByRole('tab', { name: 'Ladder' }).click();
  const flights = page.getByRole('table', { name: 'Flights of this request' }).getByRole('rowheader');
  await expect(flights.getByRole('button')).toHaveText([
    /^SYN /,
    /^SYN-ACK /,
    /^TLS client /,
    /^TLS server /,
    /^request /,
    /^response /,
  ]);
  await expect(page.getByTestId('ladder').locator('[data-flight]')).toHaveCount(6);

  // The fifth flight is the request: 500 bytes of it, and what each layer adds.
  await flights.getByRole('button', { name: /^request / }).click();
  await page.getByRole('tab', { name: 'Layers' }).click();
  const packet = page.getByTestId('packet');
  await expect(packet).toContainText('1 packet, 574 B on the wire');
  await expect(packet.locator('[data-layer]')).toHaveCount(5);
  await expect(packet.locator('[data-layer=tls]')).toContainText('user space');
  const times = page.getByTestId('layer-times');
  await expect(times.getByRole('row', { name: /distance/ })).toContainText('100.000');
  await expect(times.getByRole('row', { name: /agreeing on keys/ })).toContainText('100.000');
  await expect(times.getByRole('row', { name: /^Sum/ })).toContainText('300.000');
});
