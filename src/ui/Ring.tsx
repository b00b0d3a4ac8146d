interface RingProps {
  /** 0 to 1, or null when there is nothing to show yet. */
  readonly ratio: number | null;
  readonly label: string;
  readonly size?: number;
  readonly className?: string;
}

const STROKE = 3;

/** A share as a ring, with its number inside. */
export function Ring({ ratio, label, size = 28, className }: RingProps) {
  const radius = (size - STROKE) / 2;
  const around = 2 * Math.PI * radius;
  const share = ratio === null ? 0 : Math.min(1, Math.max(0, ratio));
  return (
    <svg width={size} height={size} role="img" aria-label={label} className={className}>
      <circle cx={size / 2} cy={size / 2} r={radius} fill="none" strokeWidth={STROKE} className="stroke-surface-3" />
      {ratio === null ? null : (
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          strokeWidth={STROKE}
          stroke="currentColor"
          strokeLinecap="butt"
          strokeDasharray={`${share * around} ${around}`}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      )}
      <text x="50%" y="50%" dy="0.35em" textAnchor="middle" className="fill-text-1 text-[9px] font-semibold">
        {ratio === null ? '–' : Math.round(share * 100)}
      </text>
    </svg>
  );
}
