import { useSaveState, type SaveState as State } from '../../state/storage/save-state.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';

function timeOf(ms: number, style: 'short' | 'medium'): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: style }).format(ms);
}

interface Words {
  readonly icon: IconName;
  /** Left out where the bar is narrow; the time behind it stays. */
  readonly words: string;
  readonly time?: string;
  readonly help: string;
}

function wordsFor({ status, access, savedAtMs, problem }: State): Words {
  if (status === 'failed') return { icon: 'triangle-alert', words: 'Not saved', help: problem ?? '' };
  if (access === 'view-only')
    return { icon: 'lock', words: 'View only', help: 'Nothing of this design is stored here' };
  const isReadOnly = access !== 'here';
  if (status !== 'saved' || savedAtMs === null)
    return { icon: 'ellipsis', words: 'Saving', help: 'Being saved in this browser' };
  return {
    icon: isReadOnly ? 'lock' : 'check',
    words: isReadOnly ? 'Read-only, saved' : 'Saved',
    time: timeOf(savedAtMs, 'short'),
    help: `Saved in this browser at ${timeOf(savedAtMs, 'medium')}${isReadOnly ? ' by another tab' : ''}`,
  };
}

/** Where the design is kept and since when: sits beside its name in the top bar. */
export function SaveState() {
  const state = useSaveState();
  const { icon, words, time, help } = wordsFor(state);
  return (
    <Tooltip text={help}>
      <span
        className={classNames(
          'inline-flex items-center gap-1 text-sm whitespace-nowrap',
          state.status === 'failed' ? 'text-fail' : 'text-text-3',
        )}
        data-save-status={state.status}
        data-access={state.access}
      >
        <Icon name={icon} size={13} className="shrink-0" />
        <span>
          <span className={time === undefined ? 'max-md:sr-only' : 'max-xl:sr-only'}>{words} </span>
          {time}
        </span>
      </span>
    </Tooltip>
  );
}
