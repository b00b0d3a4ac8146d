import { formatRatio, quantityText } from '../../model/units.ts';
import { DOT_LOOKS } from '../../state/dot-looks.ts';
import { HEALTH_LEVELS } from '../../state/health.ts';
import { useRun } from '../../state/run.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { DotSwatch } from './DotSwatch.tsx';

/** Looks with the same shape and colour are one line. */
const SHOWN = DOT_LOOKS.filter((look) => look.name !== 'lost');

function ratio(value: number): string {
  return quantityText(formatRatio(value));
}

function Levels() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm text-text-2">
      <dt className="flex items-center gap-1.5 font-medium text-ok">
        <Icon name="check" size={13} /> Healthy
      </dt>
      <dd>below every level</dd>
      <dt className="flex items-center gap-1.5 font-medium text-slow">
        <Icon name="triangle-alert" size={13} /> Warning
      </dt>
      <dd>
        errors from {ratio(HEALTH_LEVELS.errorWarnRatio)}, utilisation from {ratio(HEALTH_LEVELS.utilizationWarnRatio)}
      </dd>
      <dt className="flex items-center gap-1.5 font-medium text-fail">
        <Icon name="x" size={13} /> Failing
      </dt>
      <dd>
        errors from {ratio(HEALTH_LEVELS.errorFailRatio)}, utilisation from {ratio(HEALTH_LEVELS.utilizationFailRatio)}
      </dd>
    </dl>
  );
}

function dotWords(stride: number): string {
  return stride <= 1 ? 'Each dot is one simulated request.' : `1 dot = ${stride.toLocaleString('en')} requests`;
}

/** How many requests a dot stands for, and behind a button what shapes and colours mean. */
export function Legend() {
  const stride = useRun((run) => run.dotStride);
  const speed = useRun((run) => run.speed);
  return (
    <Popover
      label="Legend"
      side="top"
      trigger={
        <button
          type="button"
          className="flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface-1 px-2 text-sm text-text-2 shadow-card hover:bg-surface-3"
        >
          <Icon name="info" size={14} />
          {stride <= 1 ? 'Legend' : dotWords(stride)}
        </button>
      }
    >
      <h3 className="pb-1 text-sm font-semibold">Dots</h3>
      <p className="pb-2 text-sm text-text-2">
        {speed === 'max'
          ? 'No dots at this speed: nothing could be seen of them.'
          : `${dotWords(stride)} Flights too short to see are drawn slower and in order; in slow motion they take their true time.`}
      </p>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-1 pb-3 text-sm">
        {SHOWN.map((look) => (
          <li key={look.name} className="flex items-center gap-1.5">
            <DotSwatch look={look} />
            {look.words}
          </li>
        ))}
      </ul>
      <h3 className="pb-1 text-sm font-semibold">Health</h3>
      <Levels />
    </Popover>
  );
}
