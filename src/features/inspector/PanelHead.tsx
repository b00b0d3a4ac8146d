import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';

interface PanelHeadProps {
  readonly icon: string;
  readonly kind: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** What the panel is about: kind, name, and what can be done with it as a whole. */
export function PanelHead({ icon, kind, children, actions }: PanelHeadProps) {
  return (
    <header className="flex flex-col gap-1.5 border-b border-line px-4 pt-3 pb-3">
      <div className="flex h-6 items-center gap-2 text-sm text-text-3">
        <Icon name={icon} size={15} />
        <span className="flex-1">{kind}</span>
        {actions}
      </div>
      {children}
    </header>
  );
}
