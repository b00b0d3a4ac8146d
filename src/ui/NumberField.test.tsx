import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { NumberField } from './NumberField.tsx';

function Held({
  start,
  onChange,
  emptyLabel,
}: {
  readonly start: number | null;
  readonly onChange: (value: number | null) => void;
  readonly emptyLabel?: string;
}) {
  const [value, setValue] = useState(start);
  return (
    <NumberField
      label="Time-out"
      value={value}
      unit="ms"
      min={1}
      max={5000}
      integer={false}
      emptyLabel={emptyLabel}
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Time-out' });

test('a typed value with another unit is taken on Enter', async () => {
  const onChange = vi.fn<(value: number | null) => void>();
  render(<Held start={100} onChange={onChange} />);
  await userEvent.clear(field());
  await userEvent.type(field(), '2 s{Enter}');
  expect(onChange).toHaveBeenCalledExactlyOnceWith(2000);
  expect(field().value).toBe('2000');
});

test('a value out of range is explained, kept in the field, and not taken', async () => {
  const onChange = vi.fn<(value: number | null) => void>();
  render(<Held start={100} onChange={onChange} />);
  await userEvent.clear(field());
  await userEvent.type(field(), '9000{Enter}');
  expect(screen.getByRole('alert').textContent).toBe('At most 5000 ms.');
  expect(field().value).toBe('9000');
  expect(document.activeElement).toBe(field());
  expect(field().getAttribute('aria-invalid')).toBe('true');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(field().value).toBe('100');
});

test('arrow keys step and stop at the limits', async () => {
  const onChange = vi.fn<(value: number | null) => void>();
  render(<Held start={4998} onChange={onChange} />);
  await userEvent.click(field());
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
  expect(onChange.mock.calls.map(([value]) => value)).toEqual([5000, 4800]);
});

test('an optional field may be emptied and says what that means', async () => {
  const onChange = vi.fn<(value: number | null) => void>();
  render(<Held start={100} onChange={onChange} emptyLabel="no limit" />);
  await userEvent.clear(field());
  await userEvent.tab();
  expect(onChange).toHaveBeenCalledExactlyOnceWith(null);
  expect(field().placeholder).toBe('no limit');
});
