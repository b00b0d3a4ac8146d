import { beforeEach, describe, expect, it } from 'vitest';
import { HEADER, HOP, HOP_LOOKS } from '../../model/snapshot.ts';
import { simulatedClock } from '../../state/simulated-clock.ts';
import { DotsScene, type View } from './dots-scene.ts';
import { ALPHA_STEPS, MAX_DOTS, type DotBatches, type Painter } from './painter.ts';

const REQUEST = HOP_LOOKS.indexOf('request');
const MS = 1e6;

/** Remembers how many dots it was told to paint, by look, and how often it was cleared. */
class CountingPainter implements Painter {
  readonly painted: number[] = [];
  cleared = 0;
  scale = 0;
  setColors(): void {}
  clear(): void {
    this.cleared++;
  }
  paint(batches: DotBatches, scale: number): void {
    this.scale = scale;
    for (const look of HOP_LOOKS.keys()) {
      let count = 0;
      for (let step = 0; step < ALPHA_STEPS; step++) count += batches.count(look, step);
      this.painted[look] = count;
    }
  }
}

function view(change: Partial<View> = {}): View {
  return {
    transform: [0, 0, 1],
    width: 1_000,
    height: 800,
    pixelRatio: 1,
    nodes: {},
    ends: () => ({
      source: { x: 0, y: 0, width: 100, height: 100 },
      target: { x: 500, y: 0, width: 100, height: 100 },
    }),
    ...change,
  };
}

function hops(count: number, edges: number): Float64Array {
  const buffer = new Float64Array(HEADER.length + count * HOP.columns);
  buffer[HEADER.hopRows] = count;
  for (let row = 0; row < count; row++) {
    const base = HEADER.length + row * HOP.columns;
    buffer[base + HOP.edgeRow] = row % edges;
    buffer[base + HOP.startNs] = 100 * MS;
    buffer[base + HOP.durationNs] = 1_000 * MS;
    buffer[base + HOP.requestId] = row + 1;
    buffer[base + HOP.look] = REQUEST;
  }
  return buffer;
}

function sceneOf(count: number, edges: number): { scene: DotsScene; painter: CountingPainter } {
  const painter = new CountingPainter();
  const scene = new DotsScene(painter);
  scene.setRows(Array.from({ length: edges }, (_, index) => `e${index}`));
  scene.take(hops(count, edges));
  return { scene, painter };
}

beforeEach(() => {
  simulatedClock.reset(600 * MS);
  simulatedClock.setSpeed(1);
  simulatedClock.report(600 * MS, false, 0);
});

describe('a frame of dots', () => {
  it('paints at most 40 on an edge and 5,000 in all', () => {
    const one = sceneOf(100, 1);
    one.scene.frame(16, view());
    expect(one.painter.painted[REQUEST]).toBe(40);
    const many = sceneOf(8_000, 400);
    many.scene.frame(16, view());
    expect(many.painter.painted[REQUEST]).toBe(MAX_DOTS);
  });

  it('leaves out what is outside the view and edges that are not on the canvas', () => {
    const { scene, painter } = sceneOf(10, 1);
    scene.frame(16, view({ transform: [-2_000, 0, 1] }));
    expect(painter.painted[REQUEST]).toBe(0);
    scene.frame(32, view({ ends: () => null }));
    expect(painter.painted[REQUEST]).toBe(0);
  });

  it('paints smaller in the overview and by the pixel ratio', () => {
    const { scene, painter } = sceneOf(1, 1);
    scene.frame(16, view({ pixelRatio: 2 }));
    expect(painter.scale).toBe(2);
    scene.frame(32, view({ transform: [0, 0, 0.3], pixelRatio: 2 }));
    expect(painter.scale).toBeCloseTo(1.2);
  });

  it('clears when nothing is on its way', () => {
    const { scene, painter } = sceneOf(1, 1);
    simulatedClock.report(5_000 * MS, false, 20);
    scene.frame(40, view());
    scene.frame(5_000, view());
    expect(scene.drawn).toBe(0);
    expect(painter.cleared).toBeGreaterThan(0);
  });

  it('finds the request whose dot was clicked, in its lane', () => {
    const { scene } = sceneOf(1, 1);
    scene.frame(16, view());
    expect(scene.requestAt(300, 46.5, view())).toBe(1);
    expect(scene.requestAt(300, 150, view())).toBeNull();
  });
});
