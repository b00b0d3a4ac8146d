import type { ReactNode } from 'react';
import { useEditGuard } from '../../state/edit-guard.ts';

/** Controls that change the document: all of them are disabled, and still readable, while it may not be changed here. */
export function Editable({ children }: { readonly children: ReactNode }) {
  const isReadOnly = useEditGuard((guard) => guard.reason !== null);
  return (
    <fieldset role="presentation" disabled={isReadOnly} className="contents">
      {children}
    </fieldset>
  );
}
