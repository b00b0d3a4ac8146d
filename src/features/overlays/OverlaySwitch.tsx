import { changeSettings, useSettings } from '../../state/settings.ts';
import { classNames } from '../../ui/class-names.ts';
import { OVERLAY_MODES } from './overlay-modes.ts';

/** One choice for the whole canvas: what edges print and what colours mean. */
export function OverlaySwitch() {
  const overlay = useSettings((settings) => settings.overlay);
  return (
    <fieldset className="flex rounded-md border border-line bg-surface-1 p-0.5 shadow-card">
      <legend className="sr-only">Show on the canvas</legend>
      {OVERLAY_MODES.map(({ mode, label, help }) => (
        <label
          key={mode}
          title={help}
          className={classNames(
            'relative flex h-6 items-center rounded-sm px-2 text-sm font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent',
            overlay === mode ? 'bg-accent-soft text-accent' : 'text-text-2 hover:bg-surface-3',
          )}
        >
          <input
            type="radio"
            name="overlay"
            className="absolute inset-0 cursor-default opacity-0"
            checked={overlay === mode}
            onChange={() => changeSettings({ overlay: mode })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
