import { describe, expect, it } from 'vitest';
import { parseKeybinding } from 'tinykeys';
import { KEY_MAP, keyCaps, type KeyEntry } from './key-map.ts';

describe('the table of keys', () => {
  it('gives no two actions the same key', () => {
    const bindings = KEY_MAP.flatMap(({ keys }) => keys.map((key) => key.toLowerCase()));
    expect(new Set(bindings).size).toBe(bindings.length);
  });

  it('gives no two commands the same words, and none a sentence', () => {
    const labels = KEY_MAP.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^[A-Z][^.!]*$/);
  });

  it('has what is not in the command palette on a key', () => {
    const entries: readonly KeyEntry[] = KEY_MAP;
    const unreachable = entries.filter(({ inPalette, keys }) => inPalette === false && keys.length === 0);
    expect(unreachable).toEqual([]);
  });

  it('has only bindings of one press', () => {
    for (const binding of KEY_MAP.flatMap(({ keys }) => [...keys])) expect(parseKeybinding(binding)).toHaveLength(1);
  });

  it.each([
    ['$mod+Shift+z', false, ['Ctrl', 'Shift', 'Z']],
    ['$mod+Shift+z', true, ['⌘', '⇧', 'Z']],
    ['Shift+Digit1', false, ['Shift', '1']],
    ['$mod+=', false, ['Ctrl', '+']],
    ['?', false, ['?']],
    ['$mod++', false, ['Ctrl', '+']],
    ['ArrowLeft', false, ['←']],
    ['.', true, ['.']],
  ])('shows %s (Apple: %s) as people read it', (binding, apple, caps) => {
    expect(keyCaps(binding, apple)).toEqual(caps);
  });
});
