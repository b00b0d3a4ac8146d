import { expect, test } from 'vitest';
import { distribution } from '../../model/distribution-field.ts';
import { integer } from '../../model/fields.ts';
import { withOverride } from './overrides.ts';

const fields = {
  slots: integer({ label: 'Slots', help: '', unit: 'count', min: 1, max: 10, default: 2 }),
  time: distribution({ label: 'Time', help: '' }, 'lognormal', { meanMs: 20, cv: 1 }),
};

test('only what differs from the default is stored', () => {
  const changed = withOverride(fields, {}, 'slots', 4);
  expect(changed).toEqual({ slots: 4 });
  expect(withOverride(fields, changed, 'slots', 2)).toEqual({});
});

test('a variant equal to its default in every value is not stored', () => {
  const changed = withOverride(fields, {}, 'time', { type: 'lognormal', meanMs: 30, cv: 1 });
  expect(changed).toHaveProperty('time.meanMs', 30);
  expect(withOverride(fields, changed, 'time', { cv: 1, meanMs: 20, type: 'lognormal' })).toEqual({});
});

test('nothing changes for the same value, the default, or a field that does not exist', () => {
  const config = { slots: 4 };
  expect(withOverride(fields, config, 'slots', 4)).toBe(config);
  expect(withOverride(fields, config, 'time', { type: 'lognormal', meanMs: 20, cv: 1 })).toBe(config);
  expect(withOverride(fields, config, 'toString', 1)).toBe(config);
});
