import { changeSettings, useSettings, type Theme } from '../../state/settings.ts';
import type { IconName } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';

const THEMES: readonly { readonly theme: Theme; readonly label: string; readonly icon: IconName }[] = [
  { theme: 'light', label: 'Light', icon: 'sun' },
  { theme: 'dark', label: 'Dark', icon: 'moon' },
  { theme: 'system', label: 'As the system', icon: 'monitor' },
];

export function ThemeMenu() {
  const theme = useSettings((settings) => settings.theme);
  const now = THEMES.find((entry) => entry.theme === theme);
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={now?.icon ?? 'sun'} label={`Theme: ${now?.label.toLowerCase() ?? theme}`} />}
      groups={[
        THEMES.map((entry) => ({
          label: entry.label,
          icon: entry.icon,
          checked: entry.theme === theme,
          run: () => changeSettings({ theme: entry.theme }),
        })),
      ]}
    />
  );
}
