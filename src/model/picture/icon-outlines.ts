/** One stroke of an icon, in a square of 24 by 24. */
export interface IconOutline {
  readonly tag: 'path' | 'rect' | 'circle' | 'line' | 'polyline' | 'polygon' | 'ellipse';
  readonly attributes: Readonly<Record<string, string>>;
}

/** The strokes of an icon by its name; an unknown one is a plain box. */
export type IconLookup = (name: string) => readonly IconOutline[];

const TAGS: ReadonlySet<string> = new Set(['path', 'rect', 'circle', 'line', 'polyline', 'polygon', 'ellipse']);
const GEOMETRY: ReadonlySet<string> = new Set('d x y x1 x2 y1 y2 cx cy r rx ry width height points'.split(' '));

function outlineOf(entry: unknown): readonly IconOutline[] {
  if (!Array.isArray(entry)) return [];
  const [tag, attributes] = entry as readonly unknown[];
  if (typeof tag !== 'string' || !TAGS.has(tag) || typeof attributes !== 'object' || attributes === null) return [];
  const geometry = Object.entries(attributes).filter(([name]) => GEOMETRY.has(name));
  return [
    {
      tag: tag as IconOutline['tag'],
      attributes: Object.fromEntries(geometry.map(([name, value]) => [name, String(value)])),
    },
  ];
}

/**
 * The strokes of an icon component of lucide-react: it is a function of its properties, and hands its drawing on as data.
 * Empty when it turns out to be made otherwise, which a test would notice.
 */
export function outlinesOf(icon: unknown): readonly IconOutline[] {
  const { render } = (icon ?? {}) as { readonly render?: (properties: object, ref: null) => unknown };
  if (typeof render !== 'function') return [];
  const element = render({}, null) as { readonly props?: { readonly icon?: { readonly node?: unknown } } } | null;
  const node = element?.props?.icon?.node;
  return Array.isArray(node) ? node.flatMap((entry: unknown) => outlineOf(entry)) : [];
}
