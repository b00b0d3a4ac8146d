import { Switch as Primitive } from 'radix-ui';

interface SwitchProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly id?: string;
  readonly label?: string;
  readonly describedBy?: string | undefined;
}

export function Switch({ checked, onChange, id, label, describedBy }: SwitchProps) {
  return (
    <Primitive.Root
      checked={checked}
      onCheckedChange={onChange}
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      aria-describedby={describedBy}
      className="group relative inline-flex h-6 w-9 shrink-0 items-center disabled:opacity-50"
    >
      <span className="h-4 w-7 rounded-full border border-line-control bg-surface-3 transition-colors duration-100 group-data-[state=checked]:border-accent-strong group-data-[state=checked]:bg-accent-strong" />
      <Primitive.Thumb className="absolute left-[3px] size-2.5 rounded-full bg-line-control transition-transform duration-100 data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-accent" />
    </Primitive.Root>
  );
}
