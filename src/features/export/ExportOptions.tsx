import { useId } from 'react';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import type { ExportOptions } from './make-export.ts';
import type { FormatId } from './formats.ts';

interface OptionsProps {
  readonly format: FormatId;
  readonly options: ExportOptions;
  /** Whether a run has figures to show. */
  readonly hasFigures: boolean;
  readonly onChange: (change: Partial<ExportOptions>) => void;
}

interface SwitchRowProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function SwitchRow({ label, checked, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2">
      <Switch id={id} checked={checked} onChange={onChange} label={label} />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}

/** Choices for pictures: theme, background, figures, and the size of a PNG. */
export function PictureOptions({ format, options, hasFigures, onChange }: OptionsProps) {
  return (
    <div role="group" aria-label="Options" className="flex flex-wrap items-center gap-x-5 gap-y-2">
      {format === 'png' ? (
        <Select
          aria-label="Size"
          value={String(options.scale)}
          options={[
            { value: '1', label: '1x' },
            { value: '2', label: '2x, for sharp screens' },
          ]}
          onChange={(value) => onChange({ scale: value === '2' ? 2 : 1 })}
        />
      ) : null}
      <Select
        aria-label="Theme"
        value={options.theme}
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        onChange={(value) => onChange({ theme: value === 'dark' ? 'dark' : 'light' })}
      />
      <SwitchRow label="Background" checked={options.background} onChange={(background) => onChange({ background })} />
      {hasFigures ? (
        <SwitchRow label="Figures of the run" checked={options.figures} onChange={(figures) => onChange({ figures })} />
      ) : null}
    </div>
  );
}
