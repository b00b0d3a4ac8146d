import type { IconLookup } from './icon-outlines.ts';
import { PALETTES, type PictureTheme } from './palette.ts';
import type { Picture, Shape, Tone } from './picture-shapes.ts';

/** Fonts by family class only: the file has no font of its own and asks nobody for one. */
const FONTS = 'system-ui, sans-serif';

/** What XML 1.0 (section 2.2) does not allow in a document at all, escaped or not. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute in quotes. */
export function escapeXml(text: string): string {
  return text.replaceAll(NOT_XML, '\uFFFD').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** At most two decimals, never an exponent. */
function digits(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? digits(value) : escapeXml(value ?? '')}"`)
    .join('');
}

type Colours = Readonly<Record<Tone, string>>;

interface Paint {
  readonly fill?: Tone;
  readonly stroke?: Tone;
  readonly strokeWidth?: number;
}

function paint({ fill, stroke, strokeWidth }: Paint, colours: Colours): string {
  return attributes({
    fill: fill === undefined ? 'none' : colours[fill],
    stroke: stroke === undefined ? undefined : colours[stroke],
    'stroke-width': strokeWidth,
  });
}

/** Path data is made of numbers; rounding it keeps files small. */
function roundedPath(d: string): string {
  return d.replaceAll(/-?\d+\.\d+/g, (number) => digits(Number(number)));
}

function iconElement(shape: Extract<Shape, { type: 'icon' }>, colours: Colours, icons: IconLookup): string {
  const { name, x, y, size, stroke } = shape;
  const strokes = icons(name)
    .map((outline) => `<${outline.tag}${attributes(outline.attributes)}/>`)
    .join('');
  const move = `translate(${digits(x)} ${digits(y)}) scale(${digits(size / 24)})`;
  const look = attributes({
    transform: move,
    fill: 'none',
    stroke: colours[stroke],
    'stroke-width': 1.75,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });
  return `<g${look}>${strokes}</g>`;
}

function element(shape: Shape, colours: Colours, icons: IconLookup): string {
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, radius } = shape;
      const box = { x, y, width: Math.max(0, width), height: Math.max(0, height), rx: radius };
      return `<rect${attributes(box)}${paint(shape, colours)}/>`;
    }
    case 'circle':
      return `<circle${attributes({ cx: shape.x, cy: shape.y, r: shape.radius })}${paint(shape, colours)}/>`;
    case 'path':
      return `<path${attributes({ d: roundedPath(shape.d) })}${paint(shape, colours)}/>`;
    case 'icon':
      return iconElement(shape, colours, icons);
    case 'text': {
      const { x, y, size, weight, anchor, fill, text } = shape;
      const look = {
        x,
        y,
        'font-size': size,
        'font-weight': weight === 400 ? undefined : weight,
        'text-anchor': anchor === 'start' ? undefined : anchor,
        fill: colours[fill],
      };
      return `<text${attributes(look)}>${escapeXml(text)}</text>`;
    }
  }
}

export interface SvgOptions {
  readonly theme: PictureTheme;
  readonly icons: IconLookup;
  /** Name of the picture, for those who cannot see it. */
  readonly title: string;
  /** Colour behind everything; without it the picture is transparent. */
  readonly background: boolean;
}

/** A picture as the text of an SVG file: well-formed XML, with nothing in it that could run or ask for anything. */
export function writeSvg({ view, shapes }: Picture, { theme, icons, title, background }: SvgOptions): string {
  const colours = PALETTES[theme];
  const { x, y, width, height } = view;
  const box = `${digits(x)} ${digits(y)} ${digits(width)} ${digits(height)}`;
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: box,
    role: 'img',
    'font-family': FONTS,
  });
  const behind = background ? [`<rect${attributes({ x, y, width, height, fill: colours.canvas })}/>`] : [];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg${root}>`,
    `<title>${escapeXml(title)}</title>`,
    ...behind,
    ...shapes.map((shape) => element(shape, colours, icons)),
    '</svg>',
    '',
  ].join('\n');
}
