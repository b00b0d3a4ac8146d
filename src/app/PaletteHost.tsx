import { useState } from 'react';
import { CommandPalette } from '../features/command-palette/CommandPalette.tsx';
import { closeDialog } from '../state/settings.ts';
import { paletteItems, runPaletteItem } from './palette-items.ts';

/** The command palette with everything this page can do. */
export function PaletteHost() {
  // As things were when it was opened: what can be done does not change while one chooses.
  const [items] = useState(paletteItems);
  return <CommandPalette items={items} onPick={runPaletteItem} onClose={closeDialog} />;
}
