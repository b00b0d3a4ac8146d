import { useState } from 'react';
import { TextField } from '../../ui/TextField.tsx';
import { ExampleCards } from './ExampleCards.tsx';
import { findPresets, presetTags, type Preset } from './preset-catalog.ts';
import { TagFilter } from './TagFilter.tsx';

/** The presets with search and topics. */
export function Examples({ onOpen }: { readonly onOpen: (preset: Preset) => void }) {
  const [query, setQuery] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const found = findPresets(query, tag);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2.5">
        <TextField
          type="search"
          value={query}
          onChange={setQuery}
          placeholder="Search the examples"
          aria-label="Search the examples"
        />
        <TagFilter tags={presetTags()} chosen={tag} onChoose={setTag} />
      </div>
      <p role="status" className="sr-only">
        {found.length} examples
      </p>
      {found.length === 0 ? (
        <p className="py-10 text-center text-text-2">No example matches. Try another word, or take the topic off.</p>
      ) : (
        <ExampleCards presets={found} onOpen={onOpen} />
      )}
    </div>
  );
}
