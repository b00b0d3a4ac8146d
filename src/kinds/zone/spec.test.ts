import { expect, it } from 'vitest';
import { connectionRefusal } from '../../model/connection-rules.ts';
import { spec } from './spec.ts';

it('is a place: no edge starts or ends there, and it holds other nodes', () => {
  expect(spec.container).toBe(true);
  expect(connectionRefusal(spec, spec)).toBe('Zone calls nothing, so no edge can start there.');
});
