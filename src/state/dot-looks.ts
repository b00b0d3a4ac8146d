import { HOP_LOOKS, type HopLook } from '../model/snapshot.ts';

/** A rectangle of a shape, in screen pixels from its middle: x, y, width, height. Whole numbers, so that edges stay sharp. */
export type ShapeRect = readonly [x: number, y: number, width: number, height: number];

/** How one kind of dot is drawn and what the legend calls it. Shape and colour both tell it apart. */
export interface DotLook {
  readonly name: string;
  readonly words: string;
  /** CSS custom property of its colour. */
  readonly token: string;
  readonly shape: readonly ShapeRect[];
  /** Stops where it is at its end and fades. */
  readonly fades: boolean;
}

const ROUND: readonly ShapeRect[] = [
  [-3, -2, 6, 4],
  [-2, -3, 4, 6],
];
const SMALL: readonly ShapeRect[] = [[-2, -2, 4, 4]];
const SQUARE: readonly ShapeRect[] = [[-3, -3, 6, 6]];
const UPRIGHT: readonly ShapeRect[] = [[-1, -4, 2, 8]];
const PAIR: readonly ShapeRect[] = [
  [-4, -3, 3, 6],
  [1, -3, 3, 6],
];
const BAR: readonly ShapeRect[] = [[-5, -2, 10, 4]];
const DIAMOND: readonly ShapeRect[] = [
  [-1, -5, 2, 10],
  [-2, -4, 4, 8],
  [-3, -3, 6, 6],
  [-4, -2, 8, 4],
  [-5, -1, 10, 2],
];

const LOOKS: Readonly<Record<HopLook, Omit<DotLook, 'name'>>> = {
  request: { words: 'request', token: '--accent', shape: ROUND, fades: false },
  retry: { words: 'retry', token: '--retry', shape: PAIR, fades: false },
  lookup: { words: 'look-up or health check', token: '--idle', shape: SMALL, fades: false },
  handshake: { words: 'opening a connection', token: '--idle', shape: UPRIGHT, fades: false },
  lost: { words: 'lost on the way', token: '--fail', shape: DIAMOND, fades: true },
  ok: { words: 'answer', token: '--ok', shape: ROUND, fades: false },
  hit: { words: 'answer from a cache', token: '--hit', shape: SQUARE, fades: false },
  slow: { words: 'slow answer', token: '--slow', shape: BAR, fades: false },
  failed: { words: 'failure', token: '--fail', shape: DIAMOND, fades: true },
};

/** Looks by their index in `HOP_LOOKS`, as hop rows name them. */
export const DOT_LOOKS: readonly DotLook[] = HOP_LOOKS.map((name) => ({ name, ...LOOKS[name] }));
