import { describe, expect, it } from 'vitest';
import { DESIGN_VERSION } from '../design.ts';
import { InputLog } from './input-log.ts';
import { migrate, MIGRATIONS } from './migrations.ts';

describe('the chain of migrations', () => {
  it('goes from 0 to the current version without a gap', () => {
    expect(MIGRATIONS.map(({ from }) => from)).toEqual(Array.from({ length: DESIGN_VERSION }, (_, version) => version));
    for (const { summary } of MIGRATIONS) expect(summary).not.toBe('');
  });

  it.each(MIGRATIONS)('from $from changes the version by one and not its input', ({ from, migrate: step }) => {
    const document = Object.freeze({ version: from, nodes: Object.freeze([]) });
    expect(step(document)).toMatchObject({ version: from + 1 });
  });

  it('brings a document without a version to the current one', () => {
    const log = new InputLog();
    expect(migrate({ nodes: [] }, log)).toEqual({ version: DESIGN_VERSION, nodes: [] });
    expect(log.notices().map(({ code }) => code)).toEqual(['RT158']);
  });

  it('leaves a current document alone', () => {
    const log = new InputLog();
    const document = { version: DESIGN_VERSION, nodes: [] };
    expect(migrate(document, log)).toBe(document);
    expect(log.notices()).toEqual([]);
  });

  it('refuses a newer one by name', () => {
    const log = new InputLog();
    expect(migrate({ version: DESIGN_VERSION + 1, nodes: [] }, log)).toBeNull();
    expect(log.problems()[0]?.message).toContain(
      `format version ${DESIGN_VERSION + 1}; this program reads versions up to ${DESIGN_VERSION}`,
    );
  });
});
