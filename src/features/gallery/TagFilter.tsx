import { classNames } from '../../ui/class-names.ts';

interface TagFilterProps {
  readonly tags: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (tag: string | null) => void;
}

/** One tag at a time; the chosen one again takes the filter off. */
export function TagFilter({ tags, chosen, onChoose }: TagFilterProps) {
  return (
    <div role="group" aria-label="Filter by topic" className="flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          aria-pressed={tag === chosen}
          onClick={() => onChoose(tag === chosen ? null : tag)}
          className={classNames(
            'h-6 rounded-md border px-2 text-sm',
            tag === chosen
              ? 'border-accent bg-accent-soft text-accent'
              : 'border-line text-text-2 hover:bg-surface-2 hover:text-text-1',
          )}
        >
          {tag}
        </button>
      ))}
    </div>
  );
}
