import { completeConfig } from '../complete-config.ts';
import { fieldText } from '../field-text.ts';
import type { KindSpec } from '../kind-spec.ts';
import { quantityText } from '../units.ts';
import type { NodeBox } from './node-boxes.ts';
import type { Shape } from './picture-shapes.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

const NOTE = { padding: 12, size: 13, lineHeight: 20 };

/** A region or zone: a soft area with its name and its main setting in the corner. */
export function drawPlace({ x, y, width, height, depth, node }: NodeBox, spec: KindSpec): readonly Shape[] {
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  const [first] = spec.cardFields;
  const field = first === undefined ? undefined : spec.fields[first];
  const setting = field === undefined || first === undefined ? '' : quantityText(fieldText(field, config[first]));
  const name = fitText(node.label === '' ? spec.name : node.label, 13, Math.max(40, width - 48));
  const settingX = x + 32 + textWidth(name, 13) + 10;
  const room = x + width - 12 - settingX;
  return [
    {
      type: 'rect',
      x: x + 0.5,
      y: y + 0.5,
      width: width - 1,
      height: height - 1,
      radius: 14,
      fill: depth === 0 ? 'place' : 'place-nested',
      stroke: 'place-line',
      strokeWidth: 1,
    },
    { type: 'icon', name: spec.icon, x: x + 12, y: y + 11, size: 13, stroke: 'text-3' },
    { type: 'text', x: x + 31, y: y + 22, text: name, size: 13, weight: 600, anchor: 'start', fill: 'text-2' },
    ...(setting === '' || room < 40
      ? []
      : [
          {
            type: 'text' as const,
            x: settingX,
            y: y + 22,
            text: fitText(setting, 12, room),
            size: 12,
            weight: 400 as const,
            anchor: 'start' as const,
            fill: 'text-3' as const,
          },
        ]),
  ];
}

/** Text of a node that is neither a place nor takes part in a run: its text fields, else its label. */
function noteText({ node }: NodeBox, spec: KindSpec): string {
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  const texts = Object.entries(spec.fields).flatMap(([name, field]) =>
    field.type === 'text' ? [String(config[name])] : [],
  );
  return texts.length === 0 ? node.label : texts.join('\n');
}

/** A note: as much of its text as it has room for. */
export function drawNote(box: NodeBox, spec: KindSpec): readonly Shape[] {
  const { x, y, width, height } = box;
  const { padding, size, lineHeight } = NOTE;
  const maxLines = Math.max(0, Math.floor((height - 2 * padding + 4) / lineHeight));
  return [
    {
      type: 'rect',
      x: x + 0.5,
      y: y + 0.5,
      width: width - 1,
      height: height - 1,
      radius: 6,
      fill: 'note',
      stroke: 'note-line',
      strokeWidth: 1,
    },
    ...wrapText(noteText(box, spec), size, width - 2 * padding, maxLines).map((line, i): Shape => ({
      type: 'text',
      x: x + padding,
      y: y + padding + 14 + i * lineHeight,
      text: line,
      size,
      weight: 400,
      anchor: 'start',
      fill: 'note-text',
    })),
  ];
}
