import { use } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { EntryHintContext } from './entry-hint.ts';

interface EntryHintLineProps {
  readonly entry: Readonly<Record<string, unknown>>;
  readonly onFix: (field: string, value: string) => void;
}

/** What there is to say about one entry, below its settings. */
export function EntryHintLine({ entry, onFix }: EntryHintLineProps) {
  const hint = use(EntryHintContext)?.(entry) ?? null;
  if (hint === null) return null;
  const { fix } = hint;
  return (
    <div role="note" className="mb-2 flex gap-2 border-t border-line pt-2 text-sm">
      <Icon
        name={hint.isProblem ? 'triangle-alert' : 'info'}
        size={14}
        className={hint.isProblem ? 'mt-0.5 shrink-0 text-slow' : 'mt-0.5 shrink-0 text-text-3'}
      />
      <div className="flex min-w-0 flex-col items-start gap-1 text-text-2">
        <p>{hint.words}</p>
        {fix === undefined ? null : (
          <Button small onClick={() => onFix(fix.field, fix.value)}>
            {fix.label}
          </Button>
        )}
      </div>
    </div>
  );
}
