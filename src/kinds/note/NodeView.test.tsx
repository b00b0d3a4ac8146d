import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NodeView } from './NodeView.tsx';

it('shows text as text, whatever it looks like', () => {
  const text = '<img src=x onerror=alert(1)>\nsecond line';
  const { container } = render(<NodeView config={{ text }} live={null} />);
  expect(container.textContent).toBe(text);
  expect(container.querySelector('img')).toBeNull();
});
