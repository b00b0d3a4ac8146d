import { useState, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { classNames } from './class-names.ts';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly foldable?: boolean;
  readonly startsFolded?: boolean;
  readonly actions?: ReactNode;
}

/** A titled part of a panel, optionally foldable. */
export function Section({ title, children, foldable = false, startsFolded = false, actions }: SectionProps) {
  const [folded, setFolded] = useState(startsFolded);
  return (
    <section aria-label={title} className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex min-h-6 items-center gap-1">
        {foldable ? (
          <button
            type="button"
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
            className="-ml-1 flex h-6 flex-1 items-center gap-1 rounded-sm px-1 text-left text-sm font-semibold text-text-2 hover:text-text-1"
          >
            <Icon
              name="chevron-right"
              size={13}
              className={classNames('transition-transform duration-100', !folded && 'rotate-90')}
            />
            {title}
          </button>
        ) : (
          <h3 className="flex-1 text-sm font-semibold text-text-2">{title}</h3>
        )}
        {actions}
      </div>
      {folded ? null : <div className="pt-1.5">{children}</div>}
    </section>
  );
}
