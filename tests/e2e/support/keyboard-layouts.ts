import type { CDPSession } from '@playwright/test';

/** What a keyboard sends when one key is pressed. */
interface Stroke {
  readonly key: string;
  readonly code: string;
  /** Shift is held because the character needs it. */
  readonly shift?: boolean;
}

export interface Layout {
  readonly name: string;
  /** The stroke that types a character, or stands for it where the layout has none. */
  readonly strokes: Readonly<Record<string, Stroke>>;
  /** What a key types with Shift, for bindings that name a place ("Digit1"). */
  readonly shiftedDigits: readonly [one: string, two: string];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const RUSSIAN = 'фисвуапршолдьтщзйкыегмцчня';

function letters(keys: string, places: Readonly<Record<string, string>> = {}): Record<string, Stroke> {
  return Object.fromEntries(
    [...LETTERS].map((letter, i) => [
      letter,
      { key: keys[i] ?? letter, code: places[letter] ?? `Key${letter.toUpperCase()}` },
    ]),
  );
}

const US_STROKES: Readonly<Record<string, Stroke>> = {
  ...letters(LETTERS),
  '.': { key: '.', code: 'Period' },
  ',': { key: ',', code: 'Comma' },
  '/': { key: '/', code: 'Slash' },
  '?': { key: '?', code: 'Slash', shift: true },
  '=': { key: '=', code: 'Equal' },
  '+': { key: '+', code: 'Equal', shift: true },
  '-': { key: '-', code: 'Minus' },
  '0': { key: '0', code: 'Digit0' },
};

/** The layouts that differ most: another alphabet, letters and signs in other places, shifted digits. */
export const LAYOUTS: readonly Layout[] = [
  { name: 'US', strokes: US_STROKES, shiftedDigits: ['!', '@'] },
  {
    name: 'US with caps lock',
    strokes: { ...US_STROKES, ...letters(LETTERS.toUpperCase()) },
    shiftedDigits: ['!', '@'],
  },
  {
    name: 'German',
    strokes: {
      ...US_STROKES,
      ...letters(LETTERS, { y: 'KeyZ', z: 'KeyY' }),
      '/': { key: '/', code: 'Digit7', shift: true },
      '?': { key: '?', code: 'Minus', shift: true },
      '=': { key: '=', code: 'Digit0', shift: true },
      '+': { key: '+', code: 'BracketRight' },
      '-': { key: '-', code: 'Slash' },
    },
    shiftedDigits: ['!', '"'],
  },
  {
    name: 'French',
    strokes: {
      ...US_STROKES,
      ...letters(LETTERS, { a: 'KeyQ', q: 'KeyA', w: 'KeyZ', z: 'KeyW', m: 'Semicolon' }),
      '.': { key: '.', code: 'Comma', shift: true },
      ',': { key: ',', code: 'KeyM' },
      '/': { key: '/', code: 'Period', shift: true },
      '?': { key: '?', code: 'KeyM', shift: true },
      '-': { key: '-', code: 'Digit6' },
      '0': { key: 'à', code: 'Digit0' },
    },
    shiftedDigits: ['1', '2'],
  },
  {
    name: 'Russian',
    strokes: {
      ...US_STROKES,
      ...letters(RUSSIAN),
      '.': { key: '.', code: 'Slash' },
      ',': { key: ',', code: 'Slash', shift: true },
      '/': { key: '/', code: 'Backslash', shift: true },
      '?': { key: '?', code: 'Digit7', shift: true },
    },
    shiftedDigits: ['!', '"'],
  },
];

/** Everything needed to send one binding of the key table from one layout. */
interface Press extends Stroke {
  readonly modifiers: number;
  readonly virtualKey: number;
}

const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, $mod: 2, Meta: 4, Shift: 8 };
/** Windows virtual key codes, which Chromium makes its own commands (copy, paste) from. */
const VIRTUAL_KEYS: Readonly<Record<string, number>> = {
  Backspace: 8,
  Enter: 13,
  Escape: 27,
  Space: 32,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
  Delete: 46,
  F2: 113,
};

function strokeOf(name: string, layout: Layout): Stroke {
  const digit = /^Digit([12])$/.exec(name)?.[1];
  if (digit !== undefined) return { key: layout.shiftedDigits[Number(digit) - 1] ?? '', code: name };
  if (name === 'Space') return { key: ' ', code: name };
  return layout.strokes[name] ?? { key: name, code: name };
}

function otherCase(key: string): string {
  return key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase();
}

/** The press that a binding such as "$mod+Shift+z" is on a layout. */
export function pressOf(binding: string, layout: Layout): Press {
  const parts = binding.endsWith('++') ? [...binding.slice(0, -2).split('+'), '+'] : binding.split('+');
  const name = parts.at(-1) ?? '';
  const held = parts.slice(0, -1);
  const stroke = strokeOf(name, layout);
  const isLetter = LETTERS.includes(name.toLowerCase()) && name.length === 1;
  const modifiers = [...held, ...(stroke.shift === true ? ['Shift'] : [])];
  return {
    code: stroke.code,
    key: isLetter && held.includes('Shift') ? otherCase(stroke.key) : stroke.key,
    modifiers: modifiers.reduce((mask, modifier) => mask | (MODIFIERS[modifier] ?? 0), 0),
    virtualKey: VIRTUAL_KEYS[name] ?? name.toUpperCase().charCodeAt(0),
  };
}

/** Whether a press differs from that of a US keyboard, so that it is worth a test of its own. */
export function isOwnPress(binding: string, layout: Layout): boolean {
  const [us] = LAYOUTS;
  return (
    us === undefined ||
    layout === us ||
    JSON.stringify(pressOf(binding, layout)) !== JSON.stringify(pressOf(binding, us))
  );
}

/** Presses and lets go, as the browser hears it from the keyboard. */
export async function send(session: CDPSession, press: Press): Promise<void> {
  const event = {
    key: press.key,
    code: press.code,
    modifiers: press.modifiers,
    windowsVirtualKeyCode: press.virtualKey,
  };
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
}
