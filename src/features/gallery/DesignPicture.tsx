import { useMemo } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { drawDesign } from '../../model/picture/draw-design.ts';
import { PictureShape } from './PictureShape.tsx';

/** A small picture of a design, drawn from the document itself. Decoration: the name beside it says what it is. */
export function DesignPicture({ design, className }: { readonly design: Design; readonly className?: string }) {
  const { view, shapes } = useMemo(() => drawDesign(design, findSpec, { detail: 'coarse' }), [design]);
  return (
    <svg
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      className={className}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      {shapes.map((shape, i) => (
        // A drawing has no identity of its own: it is made anew with each change of the document.
        // oxlint-disable-next-line react/no-array-index-key
        <PictureShape key={i} shape={shape} />
      ))}
    </svg>
  );
}
