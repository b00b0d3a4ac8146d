import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageMode } from '../state/page-mode.ts';
import { App } from './App.tsx';
import { workOffline } from './offline.ts';
import { applyTheme } from './use-theme.ts';

/** Puts the page into an element. */
export async function showPage(root: HTMLElement): Promise<void> {
  applyTheme();
  if (pageMode() === 'embed') {
    // Framed at an address that was not made for it: what embed.html shows.
    const { showEmbed } = await import('./show-embed.tsx');
    showEmbed(root);
    return;
  }
  workOffline();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
