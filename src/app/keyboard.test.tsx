import { afterEach, describe, expect, it, vi } from 'vitest';
import { KEY_MAP, type KeyId } from '../features/help/key-map.ts';
import { listenToKeys, type KeyActions } from './keyboard.ts';

function press(target: EventTarget, key: string, init: KeyboardEventInit = {}) {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
}

/** A keydown that a binding stands for, as a keyboard would send it. */
function pressBinding(target: EventTarget, binding: string) {
  const parts = binding.endsWith('++') ? [...binding.slice(0, -2).split('+'), '+'] : binding.split('+');
  const key = parts.at(-1) ?? '';
  const mods = parts.slice(0, -1);
  const event = new KeyboardEvent('keydown', {
    key: key.startsWith('Digit') ? '!' : key,
    code: key.startsWith('Digit') ? key : '',
    bubbles: true,
    cancelable: true,
  });
  const held = new Set(mods.map((mod) => (mod === '$mod' ? 'Control' : mod)));
  Object.defineProperty(event, 'getModifierState', { value: (name: string) => held.has(name) });
  target.dispatchEvent(event);
}

function listen() {
  const pressed: KeyId[] = [];
  const actions = Object.fromEntries(KEY_MAP.map(({ id }) => [id, () => pressed.push(id)])) as unknown as KeyActions;
  stop = listenToKeys(actions);
  return pressed;
}

let stop = () => undefined as void;

describe('keys', () => {
  afterEach(() => {
    stop();
    document.body.replaceChildren();
    vi.restoreAllMocks();
  });

  it.each(KEY_MAP.flatMap(({ id, keys }) => keys.map((binding) => [binding, id] as const)))(
    '%s does "%s" and nothing else',
    (binding, id) => {
      const pressed = listen();
      pressBinding(document.body, binding);
      expect(pressed).toEqual([id]);
    },
  );

  it.each(['input', 'textarea', 'select'])('leave typing in a %s alone', (tag) => {
    const pressed = listen();
    const field = document.createElement(tag);
    document.body.append(field);
    press(field, 'p');
    press(field, 'Delete');
    expect(pressed).toEqual([]);
  });

  it('work on a slider and a button, which take no letters', () => {
    const pressed = listen();
    const slider = document.createElement('input');
    slider.type = 'range';
    document.body.append(slider, document.createElement('button'));
    press(slider, 'p');
    press(document.body.lastElementChild ?? document.body, 'p');
    expect(pressed).toEqual(['toggle-run', 'toggle-run']);
  });

  it('are left to an open dialog, but for help', () => {
    const pressed = listen();
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.dataset['state'] = 'open';
    document.body.append(dialog);
    press(document.body, 'p');
    press(document.body, '?');
    expect(pressed).toEqual(['help']);
  });
});
