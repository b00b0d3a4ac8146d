import type { Design } from '../../model/design.ts';
import { Icon } from '../../ui/Icon.tsx';
import { pictureOf, type PictureBox } from './design-picture.ts';

/** Sizes in canvas pixels. A picture is drawn at about a quarter of the canvas, so its cards are coarser. */
const CARD = { radius: 16, border: 4, padding: 22, icon: 48 };
const PLACE = { radius: 22, border: 3 };

function PlaceBox({ box: { x, y, width, height } }: { readonly box: PictureBox }) {
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={PLACE.radius}
      className="fill-place stroke-line-strong"
      strokeWidth={PLACE.border}
    />
  );
}

/** A card at this size: its icon, a line for its name and one for its figures. */
function CardBox({ box: { x, y, width, height, icon } }: { readonly box: PictureBox }) {
  const textX = x + CARD.padding + CARD.icon + 16;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={CARD.radius}
        className="fill-surface-1 stroke-line-control"
        strokeWidth={CARD.border}
      />
      <g transform={`translate(${x + CARD.padding} ${y + (height - CARD.icon) / 2})`} className="text-accent">
        <Icon name={icon} size={CARD.icon} />
      </g>
      <rect
        x={textX}
        y={y + height / 2 - 17}
        width={x + width - textX - 28}
        height={12}
        rx={6}
        className="fill-text-3"
      />
      <rect
        x={textX}
        y={y + height / 2 + 8}
        width={(x + width - textX - 28) * 0.6}
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
        <PlaceBox key={box.id} box={box} />
      ))}
      {lines.map(({ id, path }) => (
        <path key={id} d={path} fill="none" className="stroke-edge" strokeWidth={5} />
      ))}
      {cards.map((box) => (
        <CardBox key={box.id} box={box} />
      ))}
    </svg>
  );
}
