import { completeConfig } from '../complete-config.ts';
import { fieldText } from '../field-text.ts';
import { cardFiguresOf, type KindSpec } from '../kind-spec.ts';
import { quantityText, type Quantity } from '../units.ts';
import { FIGURE_LABELS, type CardFigures } from './card-figures.ts';
import type { NodeBox } from './node-boxes.ts';
import type { Shape, Tone } from './picture-shapes.ts';
import { fitText, SEMIBOLD, textWidth } from './text-width.ts';

/** As the card on the canvas has them, in pixels. */
const PADDING = 12;
const ICON_BOX = 24;
const NAME_SIZE = 13;
const FIGURE_SIZE = 17;
const LABEL_SIZE = 11;
/** Names of settings: a little smaller than on the page, since faces differ in width. */
const SETTING_SIZE = 10.5;
const COLUMN_GAP = 12;

/** Endpoints drawn as dots at most; beyond, their number is written. */
const MAX_DOTS = 12;

function text(x: number, y: number, content: string, look: Partial<Extract<Shape, { type: 'text' }>>): Shape {
  return { type: 'text', x, y, text: content, size: LABEL_SIZE, weight: 400, anchor: 'start', fill: 'text-3', ...look };
}

function head({ x, y, width, node }: NodeBox, spec: KindSpec | undefined): readonly Shape[] {
  const textX = x + PADDING + ICON_BOX + 8;
  const name = node.label === '' ? (spec?.name ?? node.kind) : node.label;
  return [
    {
      type: 'rect',
      x: x + PADDING,
      y: y + 10,
      width: ICON_BOX,
      height: ICON_BOX,
      radius: 6,
      fill: 'surface-2',
    },
    { type: 'icon', name: spec?.icon ?? 'box', x: x + PADDING + 4.5, y: y + 14.5, size: 15, stroke: 'text-2' },
    text(textX, y + 26.5, fitText(name, NAME_SIZE, (x + width - PADDING - textX) / SEMIBOLD), {
      size: NAME_SIZE,
      weight: 600,
      fill: 'text-1',
    }),
  ];
}

/** Equal columns, but none narrower than what it needs; where there is not room enough, each gives up its share. */
function columnWidths(needed: readonly number[], room: number): readonly number[] {
  const total = needed.reduce((sum, one) => sum + one, 0);
  if (total > room) return needed.map((one) => (one * room) / total);
  const wide = needed.filter((one) => one > room / needed.length);
  const share = (room - wide.reduce((sum, one) => sum + one, 0)) / Math.max(1, needed.length - wide.length);
  return needed.map((one) => (one > room / needed.length ? one : Math.max(one, share)));
}

/** The main settings in columns, each value with its name below. */
function settings({ x, y, width, node }: NodeBox, spec: KindSpec): readonly Shape[] {
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  const columns = spec.cardFields.flatMap((name) => {
    const field = spec.fields[name];
    return field === undefined ? [] : [{ label: field.label, value: quantityText(fieldText(field, config[name])) }];
  });
  const widths = columnWidths(
    columns.map(({ value }) => textWidth(value, NAME_SIZE)),
    width - 2 * PADDING - COLUMN_GAP * (columns.length - 1),
  );
  let left = x + PADDING;
  return columns.flatMap(({ label, value }, i) => {
    const columnWidth = widths[i] ?? 0;
    const at = left;
    left += columnWidth + COLUMN_GAP;
    return [
      text(at, y + 55, fitText(value, NAME_SIZE, columnWidth), { size: NAME_SIZE, weight: 500, fill: 'text-1' }),
      text(at, y + 71, fitText(label, SETTING_SIZE, columnWidth), { size: SETTING_SIZE }),
    ];
  });
}

function figure(x: number, y: number, label: string, value: Quantity, anchor: 'start' | 'end'): readonly Shape[] {
  const number = text(0, y, quantityText(value), { size: FIGURE_SIZE, weight: 600, fill: 'text-1', anchor });
  const words = text(0, y, label, { anchor });
  if (label === '') return [{ ...number, x } as Shape];
  const gap = 4;
  return anchor === 'start'
    ? [{ ...words, x } as Shape, { ...number, x: x + textWidth(label, LABEL_SIZE) + gap } as Shape]
    : [
        { ...words, x: x - textWidth(quantityText(value), FIGURE_SIZE) * SEMIBOLD - gap } as Shape,
        { ...number, x } as Shape,
      ];
}

function liveRow({ x, y, width, node }: NodeBox, spec: KindSpec, live: CardFigures): readonly Shape[] {
  const [first, second] = cardFiguresOf(spec, completeConfig(spec.fields, node.config));
  return [
    ...figure(x + PADDING, y + 56, FIGURE_LABELS[first], live.figures[first], 'start'),
    ...figure(x + width - PADDING, y + 56, FIGURE_LABELS[second], live.figures[second], 'end'),
  ];
}

/** Endpoints along the foot: filled and round when well, hollow squares when not. */
function endpointDots(box: NodeBox, total: number, up: number | null): readonly Shape[] {
  const y = box.y + box.height - 11;
  if (total > MAX_DOTS)
    return [text(box.x + PADDING, y + 4, up === null ? `${total} replicas` : `${up} of ${total} up`, {})];
  return Array.from({ length: total }, (_, i): Shape => {
    const x = box.x + PADDING + 4 + i * 12;
    if (up !== null && i >= up)
      return {
        type: 'rect',
        x: x - 3,
        y: y - 3,
        width: 6,
        height: 6,
        radius: 1,
        stroke: 'fail',
        strokeWidth: 1.5,
      };
    return { type: 'circle', x, y, radius: 3.5, fill: up === null ? 'line-control' : 'ok' };
  });
}

/** How many replicas a node is set to have; 1 for kinds without any. */
function configuredReplicas(node: NodeBox['node'], spec: KindSpec): number {
  const name = ['replicas', 'readReplicas'].find((field) => spec.fields[field]?.type === 'integer');
  if (name === undefined) return 1;
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  const count = Number(config[name]);
  return name === 'replicas' ? count : count + 1;
}

function foot(box: NodeBox, spec: KindSpec, live: CardFigures | null): readonly Shape[] {
  if (live === null) {
    const replicas = configuredReplicas(box.node, spec);
    return replicas > 1 ? endpointDots(box, replicas, null) : [];
  }
  if (live.endpoints > 1 || live.endpointsUp < live.endpoints)
    return endpointDots(box, live.endpoints, live.endpointsUp);
  return [text(box.x + PADDING, box.y + box.height - 7, `${quantityText(live.figures.inFlight)} in flight`, {})];
}

function badge({ x, y, width }: NodeBox, words: string, health: CardFigures['health']): readonly Shape[] {
  const tone: Tone = health === 'fail' ? 'fail' : 'slow';
  const shown = fitText(words, LABEL_SIZE, 140);
  const wide = textWidth(shown, LABEL_SIZE) + 18;
  const left = x + width - 10 - wide;
  return [
    {
      type: 'rect',
      x: left,
      y: y - 10,
      width: wide,
      height: 20,
      radius: 10,
      fill: `${tone}-soft`,
      stroke: tone,
      strokeWidth: 1,
    },
    text(left + wide / 2, y + 4, shown, { anchor: 'middle', weight: 600, fill: tone }),
  ];
}

const BORDER: Readonly<Record<CardFigures['health'], Tone>> = {
  idle: 'line-strong',
  ok: 'line-strong',
  warn: 'slow',
  fail: 'fail',
};

/** The card of a working component as the canvas shows it: icon, name, settings or figures, replicas. */
export function drawCard(box: NodeBox, spec: KindSpec | undefined, live: CardFigures | null): readonly Shape[] {
  const { x, y, width, height } = box;
  const frame: Shape = {
    type: 'rect',
    x: x + 0.5,
    y: y + 0.5,
    width: width - 1,
    height: height - 1,
    radius: 10,
    fill: 'surface-1',
    stroke: BORDER[live?.health ?? 'idle'],
    strokeWidth: 1,
  };
  const body = spec === undefined ? [] : live === null ? settings(box, spec) : liveRow(box, spec, live);
  return [
    frame,
    ...head(box, spec),
    ...body,
    ...(spec === undefined ? [] : foot(box, spec, live)),
    ...(live?.topFailure == null ? [] : badge(box, live.topFailure, live.health)),
  ];
}
