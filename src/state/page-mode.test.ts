import { expect, it } from 'vitest';
import { pageModeOf } from './page-mode.ts';

it.each([
  ['/', '', false, 'edit'],
  ['/some/where/', '?view=1', false, 'view'],
  ['/', '?view=0', false, 'edit'],
  ['/embed.html', '', false, 'embed'],
  ['/some/embed.html', '?embed=1', true, 'embed'],
  ['/', '?embed=1', false, 'embed'],
  // Framed by somebody who left the parameter away: never the page that edits.
  ['/', '', true, 'embed'],
  ['/', '?view=1', true, 'embed'],
] as const)('%s%s, framed: %s, is %s', (pathname, search, isFramed, mode) => {
  expect(pageModeOf({ pathname, search }, isFramed)).toBe(mode);
});
