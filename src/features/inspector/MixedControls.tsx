import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';

/** What a list of choices shows while the things being edited differ. */
export const MIXED = { value: '', label: 'Mixed' } as const;

interface MixedSwitchProps {
  readonly id: string;
  readonly onChange: (on: boolean) => void;
}

/** A switch that is on here and off there. */
export function MixedSwitch({ id, onChange }: MixedSwitchProps) {
  return (
    <Select
      id={id}
      value=""
      options={[MIXED, { value: 'on', label: 'On' }, { value: 'off', label: 'Off' }]}
      onChange={(next) => onChange(next === 'on')}
      className="w-full"
    />
  );
}

interface MixedListProps {
  readonly id: string;
  readonly onTakeFirst: () => void;
}

/** Lists that differ; one of them can be made that of all. */
export function MixedList({ id, onTakeFirst }: MixedListProps) {
  return (
    <div className="flex items-center justify-between gap-2 text-text-3">
      {MIXED.label}
      <Button small id={id} onClick={onTakeFirst}>
        Use the first one for all
      </Button>
    </div>
  );
}
