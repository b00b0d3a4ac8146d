import { useEffect, useState } from 'react';
import { CommandPalette } from '../features/command-palette/CommandPalette.tsx';
import { closeDialog, useDialog } from '../state/settings.ts';
import { earlyTyping, forgetEarlyTyping } from './early-typing.ts';
import { paletteItems, runPaletteItem } from './palette-items.ts';

/** The command palette with everything this page can do. */
export function PaletteHost() {
  // As things were when it was opened: what can be done does not change while one chooses.
  const [items] = useState(paletteItems);
  const [openedFrom] = useState(() => earlyTyping().from);
  useEffect(() => forgetEarlyTyping(), []);
  return (
    <CommandPalette
      items={items}
      typedBefore={() => earlyTyping().text}
      openedFrom={openedFrom}
      onPick={runPaletteItem}
      onClose={closePalette}
    />
  );
}

/** Its field says that it lost the focus after the chosen command has opened a dialog, too: that one stays. */
function closePalette(): void {
  if (useDialog.getState().open === 'palette') closeDialog();
}
