import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** A and AA of WCAG 2.0, 2.1 and 2.2. */
export const WCAG_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2, target size (minimum), in CSS px. */
const MIN_TARGET_PX = 24;

/** What axe finds in one part of the page. `colours`: only what depends on the theme. */
export async function violationsIn(page: Page, part: Locator, only: 'all' | 'colours'): Promise<readonly string[]> {
  const mark = async (isOn: boolean): Promise<void> =>
    part.first().evaluate((element, on) => void element.toggleAttribute('data-checked', on), isOn);
  await mark(true);
  const axe = new AxeBuilder({ page }).include('[data-checked]').setLegacyMode();
  const { violations } = await (only === 'all' ? axe.withTags(WCAG_RULES) : axe.withRules('color-contrast')).analyze();
  await mark(false);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/**
 * Controls a finger or a pointer would miss: smaller than they may be. A control inside a label is as large as the label. What is
 * on a card scales with the camera, and is no control.
 */
export async function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((min) => {
    const all = document.querySelectorAll<HTMLElement>(
      'button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem], [role=option], [role=switch]',
    );
    return [...all].flatMap((element) => {
      const own = (element.closest('label') ?? element).getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && own.width > 1 && own.height > 1;
      if (!isSeen || element.closest('.react-flow__viewport') !== null) return [];
      if (own.width >= min - 0.01 && own.height >= min - 0.01) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return [`${element.tagName.toLowerCase()} "${name.trim()}" ${own.width.toFixed(1)} x ${own.height.toFixed(1)}`];
    });
  }, MIN_TARGET_PX);
}

/** What sticks out of the window, and what scrolls sideways in it; code that is shown as it is may (its lines have no end). */
export async function sideways(part: Locator): Promise<readonly string[]> {
  return part.first().evaluate((panel) => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the window'] : [];
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    if (left < -0.5 || right > innerWidth + 0.5 || top < -0.5 || bottom > innerHeight + 0.5)
      found.push(`leaves the window: ${[left, top, right, bottom].map(Math.round).join(' ')}`);
    for (const inner of [panel, ...panel.querySelectorAll('*')]) {
      const { overflowX } = getComputedStyle(inner);
      const scrolls = (overflowX === 'auto' || overflowX === 'scroll') && inner.scrollWidth > inner.clientWidth + 1;
      if (scrolls && inner.closest('pre') === null)
        found.push(`${inner.tagName} ${inner.className}: ${inner.scrollWidth} in ${inner.clientWidth}`);
    }
    return found;
  });
}

/** Looks at what is open with all rules, then at its colours in the other theme: nothing else depends on the theme. */
export function lookThroughBothThemes(page: Page): (state: string, part: Locator) => Promise<void> {
  const setTheme = async (theme: string): Promise<void> =>
    page.evaluate((chosen) => {
      document.documentElement.dataset['theme'] = chosen;
    }, theme);
  return async (state, part) => {
    expect.soft(await violationsIn(page, part, 'all'), `${state}, light`).toEqual([]);
    await setTheme('dark');
    expect.soft(await violationsIn(page, part, 'colours'), `${state}, dark`).toEqual([]);
    await setTheme('light');
    expect.soft(await smallTargets(page), state).toEqual([]);
    expect.soft(await sideways(part), state).toEqual([]);
  };
}
