import type { ReactNode } from 'react';

interface TagProps {
  readonly children: ReactNode;
  /** What it stands for, when the text alone does not say it. */
  readonly label?: string;
}

/** A few characters that tell things of one kind apart. */
export function Tag({ children, label }: TagProps) {
  return (
    <span title={label} className="rounded-sm bg-surface-3 px-1.5 text-xs font-semibold text-text-2">
      {children}
    </span>
  );
}
