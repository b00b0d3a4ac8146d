import { classNames } from './class-names.ts';

interface SparklineProps {
  /** Oldest first; not finite values leave a gap of none and count as 0. */
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
  readonly className?: string;
}

/** A small line without axes, scaled from 0 to its largest value. Decoration beside a number, so hidden from readers. */
export function Sparkline({ values, width = 48, height = 16, className }: SparklineProps) {
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className={classNames('shrink-0', className)}
    >
      <path
        d={sparklinePath(values, width, height)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** SVG path of a sparkline; empty for fewer than two values. */
export function sparklinePath(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const finite = values.map((value) => (Number.isFinite(value) ? value : 0));
  const top = Math.max(...finite, Number.MIN_VALUE);
  return finite
    .map((value, i) => {
      const x = (i / (finite.length - 1)) * (width - 2) + 1;
      const y = height - 1.5 - (value / top) * (height - 3);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
