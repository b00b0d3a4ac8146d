import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstPreset } from './first-preset.ts';
import { findPresets, PRESETS, presetTags } from './preset-catalog.ts';

describe('the gallery', () => {
  it('shows every preset there is, once', () => {
    const files = readdirSync(new URL('../../../presets/', import.meta.url)).map((name) => name.replace(/\.json$/, ''));
    expect(PRESETS.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('opens a first visit on one that has a client and somebody to answer', () => {
    const design = firstPreset();
    expect(design.nodes.some(({ kind }) => kind === 'client')).toBe(true);
    expect(design.edges.length).toBeGreaterThan(0);
  });

  it('finds by every word, in names, lines, tags and descriptions, whatever the case', () => {
    expect(findPresets('CACHE look', null).map(({ id }) => id)).toContain('look-aside-cache');
    expect(findPresets('retry goodput', null).map(({ id }) => id)).toEqual(['retry-storm']);
    expect(findPresets('goodput zebra', null)).toEqual([]);
    expect(findPresets('  ', null)).toHaveLength(PRESETS.length);
  });

  it('finds by the kinds a design is made of', () => {
    const found = findPresets('service registry', null);
    expect(found.map(({ id }) => id)).toContain('client-side-balancing');
  });

  it('narrows by topic', () => {
    for (const tag of presetTags()) {
      const found = findPresets('', tag);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ tags }) => tags.includes(tag))).toBe(true);
    }
  });

  it('says in each description what to try, and at some length', () => {
    for (const { design } of PRESETS) expect(design.description.split(/[.:] /).length).toBeGreaterThanOrEqual(3);
  });
});
