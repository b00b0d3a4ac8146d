import { expect, it } from 'vitest';
import { connectionRefusal } from '../../model/connection-rules.ts';
import { spec } from './spec.ts';

it('holds other nodes as one, and no edge starts or ends there', () => {
  expect([spec.container, spec.movesAsOne]).toEqual([true, true]);
  expect(connectionRefusal(spec, spec)).toBe('Group calls nothing, so no edge can start there.');
});
