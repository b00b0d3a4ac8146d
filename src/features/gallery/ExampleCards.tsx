import type { Preset } from './preset-catalog.ts';
import { DesignPicture } from './DesignPicture.tsx';

interface ExampleCardsProps {
  readonly presets: readonly Preset[];
  readonly onOpen: (preset: Preset) => void;
}

/** Presets as cards: picture, name, what it teaches, tags. */
export function ExampleCards({ presets, onOpen }: ExampleCardsProps) {
  return (
    <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {presets.map((preset) => (
        <li key={preset.id} className="flex">
          <button
            type="button"
            aria-label={preset.design.name}
            aria-describedby={`teaches-${preset.id}`}
            onClick={() => onOpen(preset)}
            className="group flex w-full flex-col overflow-hidden rounded-lg border border-line text-left hover:border-line-control hover:shadow-lift"
          >
            <span className="flex h-36 items-center justify-center border-b border-line bg-canvas p-3">
              <DesignPicture design={preset.design} className="size-full" />
            </span>
            <span className="flex flex-1 flex-col gap-1 p-3">
              <span className="font-semibold">{preset.design.name}</span>
              <span id={`teaches-${preset.id}`} className="flex-1 text-text-2">
                {preset.teaches}
              </span>
              <span className="pt-1 text-sm text-text-3">{preset.tags.join(' · ')}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
