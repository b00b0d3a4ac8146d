import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEY_MAP, type KeyEntry, type KeyId } from '../features/help/key-map.ts';
import { listenToKeys, type KeyActions } from './keyboard.ts';

interface Press {
  readonly key: string;
  readonly code?: string;
  readonly held?: readonly string[];
}

function press(target: EventTarget, { key, code = '', held = [] }: Press) {
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'getModifierState', { value: (name: string) => held.includes(name) });
  target.dispatchEvent(event);
  return event;
}

/** A keydown that a binding stands for, as a US keyboard would send it. */
function pressOf(binding: string): Press {
  const parts = binding.endsWith('++') ? [...binding.slice(0, -2).split('+'), '+'] : binding.split('+');
  const key = parts.at(-1) ?? '';
  const held = parts.slice(0, -1).map((mod) => (mod === '$mod' ? 'Control' : mod));
  if (key.startsWith('Digit')) return { key: '!', code: key, held };
  return key === 'Space' ? { key: ' ', code: key, held } : { key, held };
}

function listen() {
  const pressed: KeyId[] = [];
  const actions = Object.fromEntries(KEY_MAP.map(({ id }) => [id, () => pressed.push(id)])) as unknown as KeyActions;
  stop = listenToKeys(actions);
  return pressed;
}

let stop = () => undefined as void;
const entries: readonly (KeyEntry & { readonly id: KeyId })[] = KEY_MAP;
const all = entries.flatMap((entry) => entry.keys.map((binding) => [binding, entry] as const));

describe('keys', () => {
  afterEach(() => {
    stop();
    document.body.replaceChildren();
    vi.restoreAllMocks();
  });

  it.each(all.filter(([, { native }]) => native !== true).map(([binding, { id }]) => [binding, id] as const))(
    '%s does "%s" and nothing else',
    (binding, id) => {
      const pressed = listen();
      expect(press(document.body, pressOf(binding)).defaultPrevented).toBe(true);
      expect(pressed).toEqual([id]);
    },
  );

  it.each(all.filter(([, { native }]) => native === true).map(([binding]) => binding))(
    '%s is left to the browser, which makes an event of it',
    (binding) => {
      const pressed = listen();
      expect(press(document.body, pressOf(binding)).defaultPrevented).toBe(false);
      expect(pressed).toEqual([]);
    },
  );

  it.each<[string, Press, KeyId]>([
    ['caps lock', { key: 'P', code: 'KeyP', held: ['CapsLock'] }, 'toggle-run'],
    ['caps lock with Shift', { key: 'r', code: 'KeyR', held: ['Shift', 'CapsLock'] }, 'restart'],
    ['German Z, where a US keyboard has Y', { key: 'z', code: 'KeyY', held: ['Control'] }, 'undo'],
    ['German Y, where a US keyboard has Z', { key: 'y', code: 'KeyZ', held: ['Control'] }, 'redo'],
    ['German /', { key: '/', code: 'Digit7', held: ['Shift'] }, 'add'],
    ['German ?', { key: '?', code: 'Minus', held: ['Shift'] }, 'help'],
    ['German +', { key: '+', code: 'BracketRight', held: ['Control'] }, 'zoom-in'],
    ['French 1', { key: '1', code: 'Digit1', held: ['Shift'] }, 'fit-all'],
    ['French 0 without Shift', { key: 'à', code: 'Digit0', held: ['Control'] }, 'zoom-actual'],
    ['French .', { key: '.', code: 'Comma', held: ['Shift'] }, 'step'],
    ['French C beside its place', { key: 'c', code: 'KeyC' }, 'connect'],
    ['Russian P', { key: 'з', code: 'KeyP' }, 'toggle-run'],
    ['Russian Z', { key: 'я', code: 'KeyZ', held: ['Control'] }, 'undo'],
    ['Russian Z with caps lock and Shift', { key: 'я', code: 'KeyZ', held: ['Control', 'Shift', 'CapsLock'] }, 'redo'],
    ['Russian R', { key: 'К', code: 'KeyR', held: ['Shift'] }, 'restart'],
    ['Greek C', { key: 'ψ', code: 'KeyC' }, 'connect'],
    ['number block +', { key: '+', code: 'NumpadAdd', held: ['Control'] }, 'zoom-in'],
  ])('on other layouts: %s', (_name, event, id) => {
    const pressed = listen();
    press(document.body, event);
    expect(pressed).toEqual([id]);
  });

  it.each<[string, Press]>([
    ['a key held with Alt', { key: 'p', code: 'KeyP', held: ['Alt'] }],
    ['a letter that is Latin, in another place', { key: 'ö', code: 'Semicolon' }],
    ['a French digit row key', { key: '&', code: 'Digit1' }],
    ['a dead key', { key: 'Dead', code: 'KeyN' }],
  ])('leave %s alone', (_name, event) => {
    const pressed = listen();
    press(document.body, event);
    expect(pressed).toEqual([]);
  });

  it.each(['input', 'textarea', 'select'])('leave typing in a %s alone', (tag) => {
    const pressed = listen();
    const field = document.createElement(tag);
    document.body.append(field);
    press(field, { key: 'p' });
    press(field, { key: 'Delete' });
    expect(pressed).toEqual([]);
  });

  it('work on a slider and a button, but for those of the canvas', () => {
    const pressed = listen();
    const slider = document.createElement('input');
    slider.type = 'range';
    const button = document.createElement('button');
    document.body.append(slider, button);
    press(slider, { key: 'p' });
    press(button, { key: 'p' });
    press(button, { key: 'Enter' });
    press(slider, { key: 'ArrowLeft' });
    expect(pressed).toEqual(['toggle-run', 'toggle-run']);
  });

  it('are left to an open dialog, but for help', () => {
    const pressed = listen();
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.dataset['state'] = 'open';
    document.body.append(dialog);
    press(document.body, { key: 'p' });
    press(document.body, { key: '?' });
    expect(pressed).toEqual(['help']);
  });
});
