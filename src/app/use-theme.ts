import { useEffect } from 'react';
import { useSettings, type Theme } from '../state/settings.ts';

function isDark(theme: Theme, systemIsDark: boolean): boolean {
  return theme === 'dark' || (theme === 'system' && systemIsDark);
}

/** Puts the chosen theme on the root element. Called before the first render, so that no other theme flashes up. */
export function applyTheme(theme: Theme = useSettings.getState().theme): void {
  const systemIsDark = globalThis.matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset['theme'] = isDark(theme, systemIsDark) ? 'dark' : 'light';
}

/** Keeps the theme as chosen; with "as the system", follows the system while the page is open. */
export function useTheme(): void {
  const theme = useSettings((settings) => settings.theme);
  useEffect(() => {
    const system = globalThis.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => applyTheme(theme);
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
}
