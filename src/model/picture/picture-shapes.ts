import type { Rect } from '../edge-geometry.ts';

/** Colours by meaning, named as the tokens of the page. */
export type Tone =
  | 'canvas'
  | 'surface-1'
  | 'surface-2'
  | 'line'
  | 'line-strong'
  | 'line-control'
  | 'text-1'
  | 'text-2'
  | 'text-3'
  | 'accent'
  | 'ok'
  | 'slow'
  | 'fail'
  | 'slow-soft'
  | 'fail-soft'
  | 'edge'
  | 'place'
  | 'place-nested'
  | 'place-line'
  | 'note'
  | 'note-line'
  | 'note-text';

interface Painted {
  readonly fill?: Tone;
  readonly stroke?: Tone;
  /** Canvas pixels. */
  readonly strokeWidth?: number;
}

/** One thing to draw, in canvas pixels; later shapes lie on top. */
export type Shape =
  | ({ readonly type: 'rect'; readonly radius: number } & Rect & Painted)
  | ({ readonly type: 'circle'; readonly x: number; readonly y: number; readonly radius: number } & Painted)
  | ({ readonly type: 'path'; readonly d: string } & Painted)
  | {
      readonly type: 'text';
      /** Where the text begins, ends or has its middle, by `anchor`. */
      readonly x: number;
      /** Base line. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly weight: 400 | 500 | 600;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly fill: Tone;
    }
  | {
      readonly type: 'icon';
      readonly name: string;
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly stroke: Tone;
    };

export interface Picture {
  /** Part of the canvas that is shown. */
  readonly view: Rect;
  readonly shapes: readonly Shape[];
}
