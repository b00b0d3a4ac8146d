import type { Design } from '../../model/design.ts';
import { pictureOf, type PictureBox } from './design-picture.ts';

/** Radius of corners and height of the label line, in canvas pixels: as on the canvas. */
const CARD_RADIUS = 14;
const PLACE_RADIUS = 20;

function PictureCard({ box }: { readonly box: PictureBox }) {
  const { x, y, width, height } = box;
  if (box.isContainer) {
    return (
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={PLACE_RADIUS}
        className="fill-place stroke-line-strong"
        strokeWidth={2}
      />
    );
  }
  // A card at this size is its icon's place, its name and its figures: three quiet shapes.
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={CARD_RADIUS}
        className="fill-surface-1 stroke-line-control"
        strokeWidth={3}
      />
      <rect x={x + 18} y={y + 18} width={24} height={24} rx={7} className="fill-accent" />
      <rect x={x + 54} y={y + 24} width={width * 0.5} height={12} rx={6} className="fill-text-3" />
      <rect x={x + 18} y={y + height - 30} width={width * 0.32} height={10} rx={5} className="fill-line-strong" />
      <rect
        x={x + width * 0.5}
        y={y + height - 30}
        width={width * 0.32}
        height={10}
        rx={5}
        className="fill-line-strong"
      />
    </g>
  );
}

/** A small picture of a design, drawn from the document itself. Decoration: the name beside it says what it is. */
export function DesignPicture({ design, className }: { readonly design: Design; readonly className?: string }) {
  const { view, boxes, lines } = pictureOf(design);
  const places = boxes.filter((box) => box.isContainer);
  const cards = boxes.filter((box) => !box.isContainer);
  return (
    <svg
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      className={className}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      {places.map((box) => (
        <PictureCard key={box.id} box={box} />
      ))}
      {lines.map(({ id, path }) => (
        <path key={id} d={path} fill="none" className="stroke-edge" strokeWidth={5} />
      ))}
      {cards.map((box) => (
        <PictureCard key={box.id} box={box} />
      ))}
    </svg>
  );
}
