import { useSaveState } from '../../state/storage/save-state.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';

function timeOf(ms: number, style: 'short' | 'medium'): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: style }).format(ms);
}

/** Where the design is kept and since when: sits beside its name in the top bar. */
export function SaveState() {
  const status = useSaveState((state) => state.status);
  const savedAtMs = useSaveState((state) => state.savedAtMs);
  const problem = useSaveState((state) => state.problem);
  const isFailed = status === 'failed';
  const isSaved = status === 'saved' && savedAtMs !== null;
  const words = isFailed ? 'Not saved' : isSaved ? `Saved ${timeOf(savedAtMs, 'short')}` : 'Saving';
  const help = isFailed
    ? problem
    : isSaved
      ? `Saved in this browser at ${timeOf(savedAtMs, 'medium')}`
      : 'Being saved in this browser';
  return (
    <Tooltip text={help}>
      <span
        className={classNames(
          'inline-flex items-center gap-1 text-sm whitespace-nowrap',
          isFailed ? 'text-fail' : 'text-text-3',
        )}
        data-save-status={status}
      >
        <Icon name={isFailed ? 'triangle-alert' : isSaved ? 'check' : 'ellipsis'} size={13} />
        {words}
      </span>
    </Tooltip>
  );
}
