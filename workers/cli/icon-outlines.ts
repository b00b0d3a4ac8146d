import { outlinesOf, type IconLookup } from '../../src/model/picture/icon-outlines.ts';

/** "sticky-note" is `StickyNote` in the icon package. */
function componentName(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The icons of the page, read when a picture is wanted: the whole set is large. */
export async function loadIcons(): Promise<IconLookup> {
  // The strokes of the icons as data: nothing is rendered here.
  // oxlint-disable-next-line no-restricted-imports
  const { icons } = await import('lucide-react');
  const byName: Readonly<Record<string, unknown>> = icons;
  return (name) => {
    const wanted = componentName(name);
    return outlinesOf(Object.hasOwn(byName, wanted) ? byName[wanted] : byName['Box']);
  };
}
