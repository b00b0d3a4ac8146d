import type { Shape, Tone } from '../../model/picture/picture-shapes.ts';
import { Icon } from '../../ui/Icon.tsx';

function colour(tone: Tone | undefined): string {
  return tone === undefined ? 'none' : `var(--${tone})`;
}

/** One shape of a picture as an element of the page, in the colours of the theme. */
export function PictureShape({ shape }: { readonly shape: Shape }) {
  switch (shape.type) {
    case 'icon':
      return (
        <g transform={`translate(${shape.x} ${shape.y})`} style={{ color: colour(shape.stroke) }}>
          <Icon name={shape.name} size={shape.size} />
        </g>
      );
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          style={{ fill: colour(shape.fill), fontSize: shape.size, fontWeight: shape.weight }}
        >
          {shape.text}
        </text>
      );
    default:
      return <Outline shape={shape} />;
  }
}

function Outline({ shape }: { readonly shape: Extract<Shape, { readonly type: 'rect' | 'circle' | 'path' }> }) {
  const style = { fill: colour(shape.fill), stroke: colour(shape.stroke) };
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      const box = { x, y, width: Math.max(0, width), height: Math.max(0, height), rx: radius };
      return <rect {...box} style={style} strokeWidth={shape.strokeWidth} />;
    }
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} style={style} strokeWidth={shape.strokeWidth} />;
    case 'path':
      return <path d={shape.d} style={style} strokeWidth={shape.strokeWidth} />;
  }
}
