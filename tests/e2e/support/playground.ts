import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the page, in their words. Everything is found by role and name. */
export class Playground {
  readonly page: Page;
  readonly name: Locator;
  readonly details: Locator;
  readonly report: Locator;
  /** Of the top bar; a message about a deletion has one of its own. */
  readonly undo: Locator;
  #clicks = 0;

  constructor(page: Page) {
    this.page = page;
    this.name = page.getByRole('banner').getByRole('textbox', { name: 'Name of the design' });
    this.details = page.getByRole('complementary', { name: 'Details' });
    this.undo = page.getByRole('banner').getByRole('button', { name: /^Undo/ });
    this.report = page.getByTestId('report-panel');
  }

  /** Clicks made through this object. */
  get clicks(): number {
    return this.#clicks;
  }

  async click(what: Locator, options?: Parameters<Locator['click']>[0]): Promise<void> {
    this.#clicks += 1;
    await what.click(options);
  }

  async open(fragment = ''): Promise<void> {
    await this.page.goto(`./${fragment}`);
    await expect(this.name).not.toHaveValue('Untitled design');
  }

  /** A card on the canvas; its name begins with its kind and its label. */
  card(name: string | RegExp): Locator {
    return this.page.getByRole('group', { name }).and(this.page.locator('.react-flow__node'));
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async tab(name: 'Settings' | 'Faults' | 'Traces' | 'Report'): Promise<void> {
    await this.click(this.details.getByRole('tab', { name }));
  }

  async fillSetting(name: string, value: string): Promise<void> {
    const field = this.details.getByRole('textbox', { name, exact: true });
    await field.fill(value);
    await field.press('Enter');
  }

  setting(name: string): Locator {
    return this.details.getByRole('textbox', { name, exact: true });
  }

  /** The link in the share dialog, which is closed again. */
  async link(): Promise<string> {
    await this.click(this.button('Share'));
    const dialog = this.page.getByRole('dialog', { name: 'Share' });
    const field = dialog.getByRole('textbox', { name: 'Link' });
    await expect(field).toHaveValue(/#v1\./);
    const link = await field.inputValue();
    await this.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    return link;
  }

  /** Runs from the start to the end as fast as it goes, and gives the last line of the report: seed, digest, events. */
  async resultOfWholeRun(): Promise<string> {
    await this.click(this.button('Restart'));
    await this.page
      .getByRole('group', { name: 'Run' })
      .getByRole('combobox', { name: 'Speed' })
      .selectOption('As fast as it goes');
    await this.tab('Report');
    await expect(this.report.getByText(/^300\ss simulated/)).toBeVisible({ timeout: 90_000 });
    return this.report.getByText(/^Seed \d+, digest [0-9a-f]{16}/).innerText();
  }
}
