import type { DotLook } from '../../state/dot-looks.ts';

/** A dot as it is drawn on the canvas. */
export function DotSwatch({ look }: { readonly look: DotLook }) {
  return (
    <svg
      width="14"
      height="14"
      viewBox="-7 -7 14 14"
      aria-hidden="true"
      className="shrink-0"
      fill={`var(${look.token})`}
      shapeRendering="crispEdges"
    >
      {look.shape.map(([x, y, width, height]) => (
        <rect key={`${x},${y}`} x={x} y={y} width={width} height={height} />
      ))}
    </svg>
  );
}
