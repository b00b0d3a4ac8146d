import type { ReactNode } from 'react';
import { camera } from '../../state/camera.ts';
import type { Point } from '../../state/design-index.ts';

/** Room the list needs, so that it opens inside the window. */
const LIST_SIZE = { width: 264, height: 330 };

interface ListAtProps {
  /** Window pixels; the middle of the canvas when absent. */
  readonly at: Point | undefined;
  readonly children: ReactNode;
}

/** Puts a list to type into where it was asked for. */
export function ListAt({ at, children }: ListAtProps) {
  const centre = camera()?.windowCentre() ?? { x: window.innerWidth / 2, y: window.innerHeight / 2 };
  const corner = at ?? { x: centre.x - LIST_SIZE.width / 2, y: centre.y - LIST_SIZE.height / 2 };
  const left = Math.max(8, Math.min(corner.x, window.innerWidth - LIST_SIZE.width));
  const top = Math.max(8, Math.min(corner.y, window.innerHeight - LIST_SIZE.height));
  return (
    <div data-type-ahead className="fixed z-40" style={{ left, top }}>
      {children}
    </div>
  );
}
