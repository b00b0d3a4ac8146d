import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { changeSettings } from '../state/settings.ts';
import { EmbedPage } from './EmbedPage.tsx';
import { applyTheme } from './use-theme.ts';

/** Puts the embedded page into an element. */
export function showEmbed(root: HTMLElement): void {
  applyTheme();
  document.documentElement.dataset['embed'] = '';
  // There is little room, and the whole design is in sight anyway.
  changeSettings({ minimap: false });
  createRoot(root).render(
    <StrictMode>
      <EmbedPage />
    </StrictMode>,
  );
}
