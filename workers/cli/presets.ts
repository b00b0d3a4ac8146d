/** The texts of `presets/*.json`, bundled into the built command. */
const FILES: Readonly<Record<string, string>> = import.meta.glob<string>('../../presets/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const TEXT_BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries(FILES).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), text]),
);

/** Names of the presets, sorted. */
export const PRESET_NAMES: readonly string[] = [...TEXT_BY_NAME.keys()].toSorted();

/** The text of a preset, or undefined for no such name. */
export function presetText(name: string): string | undefined {
  return TEXT_BY_NAME.get(name);
}
