import { expect, test } from './support/page-guard.ts';
import { Playground } from './support/playground.ts';

test('what is deleted can be had back from the message, and every step from the list', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.button('Pause').click();
  const service = playground.card(/^Service/).first();
  const cards = page.locator('.react-flow__node');
  const count = await cards.count();

  await test.step('the message after a deletion', async () => {
    await service.click();
    await page.keyboard.press('Delete');
    await expect(cards).toHaveCount(count - 1);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(cards).toHaveCount(count);
    await expect(page.getByText(/^Deleted /)).toHaveCount(0);
  });

  await test.step('the list, opened from the command palette', async () => {
    await service.click();
    await page.keyboard.press('Delete');
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await page.keyboard.type('history of edits');
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog', { name: 'History of edits' });
    await expect(list.getByRole('button', { name: /^Delete/ })).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(cards).toHaveCount(count);
    await expect(list.getByRole('button', { name: 'Opened' })).toHaveAttribute('aria-current', 'step');
    await list.getByRole('button', { name: /^Delete.*undone/ }).click();
    await expect(cards).toHaveCount(count - 1);
    if (process.env['SHOT'] !== undefined) await page.screenshot({ path: process.env['SHOT'] });
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
  });

  await test.step('the list on a phone, opened from the menu', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await playground.button('File').click();
    await page.getByRole('menuitem', { name: 'History of edits' }).click();
    const list = page.getByRole('dialog', { name: 'History of edits' });
    await expect(list).toBeInViewport({ ratio: 1 });
    await list.getByRole('button', { name: 'Opened' }).click();
    // Only cards in sight are drawn on a small screen: the list itself says where it is.
    await expect(list.getByRole('button', { name: 'Opened' })).toHaveAttribute('aria-current', 'step');
  });
});
