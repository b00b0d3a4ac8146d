import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { NodeView } from './NodeView.tsx';

it('names the place', () => {
  const { container } = render(<NodeView config={{ location: 'tokyo' }} live={null} />);
  expect(container.textContent).toContain('Tokyo');
});

it('says nothing about a region that is nowhere in particular', () => {
  const { container } = render(<NodeView config={{ location: 'local' }} live={null} />);
  expect(container.textContent).toBe('');
});
