import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, seenDistance, SIGHTS, type Sight } from '../../tests/support/colour-sight.ts';
import { flightLook } from '../features/traces/flight-looks.ts';
import { FLIGHT_KINDS, type Flight } from '../model/trace.ts';
import { DOT_LOOKS } from '../state/dot-looks.ts';

/** Each kind of flight as it goes, as it is sent again and as it is lost. */
const FLIGHTS = FLIGHT_KINDS.flatMap((kind) =>
  [
    { kind, arrivedNs: 1, resend: 0 },
    { kind, arrivedNs: 1, resend: 1 },
    { kind, arrivedNs: -1, resend: 0 },
  ].map((flight) => flightLook(flight as Flight)),
);

type Colours = ReadonlyMap<string, string>;

function colours(css: string): Colours {
  return new Map([...css.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]));
}

const [LIGHT_CSS = '', REST = ''] = readFileSync('src/app/tokens.css', 'utf8').split(":root[data-theme='dark']");
const LIGHT = colours(LIGHT_CSS);
const THEMES: Readonly<Record<string, Colours>> = { light: LIGHT, dark: new Map([...LIGHT, ...colours(REST)]) };

function colourOf(theme: string, token: string): string {
  const colour = THEMES[theme]?.get(token);
  if (colour === undefined) throw new Error(`There is no colour ${token}.`);
  return colour;
}

const STATUSES = ['ok', 'hit', 'slow', 'retry', 'fail'] as const;
/** Everything that says by its colour how something is: statuses, what is on its way or chosen, and what is switched off. */
const MARKS = [...STATUSES, 'accent', 'idle'] as const;
const SURFACES = ['canvas', 'surface-1', 'surface-2', 'surface-3', 'place'] as const;

/** What is written on what: every text on every surface it may stand on, statuses also on their own soft ground. */
const TEXTS: readonly (readonly [text: string, ground: string])[] = [
  ...['text-1', 'text-2', 'text-3', ...STATUSES].flatMap((text) => SURFACES.map((ground) => [text, ground] as const)),
  ...['text-1', 'text-2', 'text-3'].map((text) => [text, 'place-nested'] as const),
  ...STATUSES.map((status) => [status, `${status}-soft`] as const),
  ...['canvas', 'surface-1', 'surface-2', 'accent-soft'].map((ground) => ['accent', ground] as const),
  ['text-on-accent', 'accent-strong'],
  ['note-text', 'note'],
];

/** What has to be made out without being read: lines of calls, borders of controls, marks, the ring of the focus. */
const SHAPES: readonly (readonly [shape: string, ground: string])[] = [
  ...['edge', 'idle', 'accent', ...STATUSES].flatMap((shape) =>
    ['canvas', 'surface-1', 'place', 'place-nested'].map((ground) => [shape, ground] as const),
  ),
  ...['canvas', 'surface-1', 'surface-2'].map((ground) => ['line-control', ground] as const),
  ['accent-strong', 'surface-1'],
];

/** Violet and blue are near for who lacks red or green: hits are squares and handshakes dashed, so that the two never share a shape. */
function isToldByShape(a: string, b: string): boolean {
  return a === 'hit' && b === 'accent';
}

/** Twice what is just noticed, in OKLab. */
const MIN_DISTANCE = 0.04;

describe.each(['light', 'dark'])('colours of the %s theme', (theme) => {
  it.each(TEXTS)('text: %s on %s has 4.5:1', (text, ground) => {
    expect(contrast(colourOf(theme, text), colourOf(theme, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('shape: %s on %s has 3:1', (shape, ground) => {
    expect(contrast(colourOf(theme, shape), colourOf(theme, ground))).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(SIGHTS) as Sight[])('tells every pair of statuses apart: %s', (sight) => {
    const tooClose = MARKS.flatMap((a, i) =>
      MARKS.slice(i + 1)
        .filter((b) => !isToldByShape(a, b))
        .map((b) => ({ pair: `${a}, ${b}`, distance: seenDistance(colourOf(theme, a), colourOf(theme, b), sight) }))
        .filter(({ distance }) => distance < MIN_DISTANCE),
    );
    expect(tooClose).toEqual([]);
  });
});

it('gives each status of a request a shape and words of its own, besides its colour', () => {
  const looks = ['ok', 'hit', 'slow', 'retry', 'failed'].map((name) => DOT_LOOKS.find((look) => look.name === name));
  expect(new Set(looks.map((look) => JSON.stringify(look?.shape))).size).toBe(STATUSES.length);
  expect(new Set(looks.map((look) => look?.words)).size).toBe(STATUSES.length);
  expect(looks.map((look) => look?.token)).toEqual(STATUSES.map((status) => `--${status}`));
});

describe.each(Object.keys(THEMES))('what has one shape in the %s theme', (theme) => {
  it.each(Object.keys(SIGHTS) as Sight[])('dots differ in colour: %s', (sight) => {
    const colour = (token: string): string => colourOf(theme, token.slice(2));
    const alike = DOT_LOOKS.flatMap((a, i) =>
      DOT_LOOKS.slice(i + 1)
        .filter((b) => JSON.stringify(a.shape) === JSON.stringify(b.shape) && a.token !== b.token)
        .filter((b) => seenDistance(colour(a.token), colour(b.token), sight) < MIN_DISTANCE)
        .map((b) => `${a.words}, ${b.words}`),
    );
    expect(alike).toEqual([]);
  });

  it.each(['', '6 3', '2 3'])('flights with dashes "%s" differ in colour for every eye', (dashes) => {
    const looks = FLIGHTS.filter((look) => (look.dashes ?? '') === dashes).map(({ token }) => token.slice(2));
    const tokens = [...new Set(looks)];
    for (const sight of Object.keys(SIGHTS) as Sight[])
      for (const [i, a] of tokens.entries())
        for (const b of tokens.slice(i + 1))
          expect(
            seenDistance(colourOf(theme, a), colourOf(theme, b), sight),
            `${a}, ${b}, ${sight}`,
          ).toBeGreaterThanOrEqual(MIN_DISTANCE);
  });
});

it('measures as the definitions do', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  // Red and green of the same lightness: far apart for most, near for those who lack the green cone.
  expect(seenDistance('#c04030', '#7a7a00', 'usual')).toBeGreaterThan(0.1);
  expect(seenDistance('#c04030', '#7a7a00', 'deuteranopia')).toBeLessThan(0.05);
});
