import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findSpec, SPECS } from '../../src/kinds/specs.ts';
import { EMPTY_DESIGN, type Design } from '../../src/model/design.ts';
import { EDGE_FIELDS } from '../../src/model/edge-spec.ts';
import { defaultOf, type Field } from '../../src/model/fields.ts';
import { readDesign } from '../../src/model/document/read-design.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import * as canvas from '../../src/state/canvas-edits.ts';
import { absoluteBox, indexOf } from '../../src/state/design-index.ts';
import * as edits from '../../src/state/document.ts';
import { excerptOf } from '../../src/state/edits/copies.ts';
import { sharedFields } from '../../src/state/edits/several.ts';
import { MAX_STEPS } from '../../src/state/edits/history.ts';

/** Sequences, and commands in each (the figures). */
const SEQUENCES = 2_000;
const COMMANDS = 50;
/** Beyond this a sequence deletes more than it adds, so that steps stay cheap. */
const MANY_NODES = 14;

/** Numbers a command draws what it is about from; the design decides what they mean. */
interface Draw {
  readonly command: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const NUMBER = fc.nat({ max: 9_999 });
const DRAW: fc.Arbitrary<Draw> = fc.record({ command: NUMBER, a: NUMBER, b: NUMBER, c: NUMBER });
const KINDS = [...Object.keys(SPECS), 'nonsense'];
const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from.length === 0 ? undefined : from[number % from.length];
}

function nodeAt(number: number): string {
  return pick(edits.currentDesign().nodes, number)?.id ?? 'nobody';
}

function edgeAt(number: number): string {
  return pick(edits.currentDesign().edges, number)?.id ?? 'no-edge';
}

/** One node, some, or all of them. */
function nodesAt({ a, b }: Draw): readonly string[] {
  const { nodes } = edits.currentDesign();
  return nodes.filter((_node, i) => ((a + 1) * (i + 3) + b) % 3 !== 0).map(({ id }) => id);
}

/** A value that a field takes, other than its default where there is one. */
function valueFor(field: Field, number: number): unknown {
  switch (field.type) {
    case 'integer':
      return Math.min(field.max, field.min + (number % 4));
    case 'number':
      return Math.min(field.max, field.min + (number % 4) / 4);
    case 'boolean':
      return number % 2 === 0;
    case 'choice':
      return pick(field.options, number)?.value;
    case 'text':
      return 'x'.repeat(Math.min(field.maxLength, number % 9));
    default:
      return defaultOf(field);
  }
}

/** A setting that all of these have, as the inspector offers it. */
function fieldOf(ids: readonly string[], number: number): readonly [string, Field] | undefined {
  const { nodes } = indexOf(edits.currentDesign());
  const all = ids.map((id) => findSpec(nodes.get(id)?.kind ?? '')?.fields ?? {});
  return pick(Object.entries(sharedFields(all)), number);
}

function configure(ids: readonly string[], draw: Draw): void {
  const field = fieldOf(ids, draw.b);
  if (field === undefined) return;
  canvas.setNodesConfig([...ids], field[0], valueFor(field[1], draw.c));
}

function point({ b, c }: Draw): { x: number; y: number } {
  return { x: (b % 200) * 8 - 800, y: (c % 200) * 8 - 800 };
}

function drop(draw: Draw): void {
  const design = edits.currentDesign();
  const node = pick(design.nodes, draw.a);
  if (node === undefined) return;
  const position = point(draw);
  const { x, y, width, height } = absoluteBox(design, node);
  const middle = { x: x - node.position.x + position.x + width / 2, y: y - node.position.y + position.y + height / 2 };
  edits.dropNodes(new Map([[node.id, position]]), new Map([[node.id, middle]]));
}

function dragCopy(draw: Draw): void {
  const copies = edits.copyInPlace([nodeAt(draw.a)]);
  edits.dropNodes(new Map([...copies.values()].map((id) => [id, point(draw)])), new Map());
}

/** Every command that edits what is on the canvas. */
const COMMAND_TABLE: Readonly<Record<string, (draw: Draw) => void>> = {
  add: (draw) => void edits.addNodeAt(pick(KINDS, draw.a) ?? '', point(draw)),
  'add beside': (draw) => void edits.addFromPalette(pick(KINDS, draw.a) ?? '', [nodeAt(draw.b)], point(draw)),
  'add connected': (draw) => void edits.addConnected(pick(KINDS, draw.a) ?? '', nodeAt(draw.b)),
  connect: ({ a, b }) => void edits.connect(nodeAt(a), nodeAt(b)),
  reconnect: ({ a, b, c }) => edits.reconnect(edgeAt(a), nodeAt(b), nodeAt(c)),
  remove: (draw) => edits.remove([nodeAt(draw.a)], [edgeAt(draw.b)]),
  dissolve: ({ a }) => edits.dissolveContainer(nodeAt(a)),
  nudge: (draw) => {
    edits.nudgeNodes(nodesAt(draw), (draw.c % 5) * 8, -8);
    edits.endGesture();
  },
  drop,
  'drag a copy': dragCopy,
  resize: (draw) => {
    const node = pick(
      edits.currentDesign().nodes.filter(({ size }) => size !== undefined),
      draw.a,
    );
    if (node !== undefined) edits.resizeNode(node.id, { ...point(draw), width: draw.b, height: draw.c });
    edits.endGesture();
  },
  rename: ({ a, b }) => {
    edits.setLabel(nodeAt(a), `name ${b % 7}`);
    edits.endGesture();
  },
  configure: (draw) => configure([nodeAt(draw.a)], draw),
  'configure several': (draw) => configure(nodesAt(draw), draw),
  'configure calls': ({ a, b, c }) => {
    const field = pick(Object.entries(EDGE_FIELDS as Readonly<Record<string, Field>>), b);
    if (field !== undefined) canvas.setEdgesConfig([edgeAt(a), edgeAt(a + 1)], field[0], valueFor(field[1], c));
  },
  duplicate: (draw) => void edits.duplicateNodes([nodeAt(draw.a)]),
  paste: (draw) => void edits.pasteExcerpt(excerptOf(edits.currentDesign(), new Set([nodeAt(draw.a)])), point(draw)),
  align: (draw) => canvas.alignNodes(nodesAt(draw), pick(ALIGNMENTS, draw.c) ?? 'left'),
  distribute: (draw) => canvas.distributeNodes(nodesAt(draw), draw.c % 2 === 0 ? 'horizontal' : 'vertical'),
  group: (draw) => void canvas.groupNodes(nodesAt(draw)),
  ungroup: (draw) => void canvas.ungroupNodes(nodesAt(draw)),
  tidy: (draw) => canvas.tidyContainers(nodesAt(draw)),
  fit: (draw) => canvas.fitContainers(nodesAt(draw)),
  replicas: (draw) => canvas.changeReplicas(nodesAt(draw), draw.c % 2 === 0 ? 1 : -1),
  insert: ({ a, b }) => void canvas.insertKind(edgeAt(a), pick(KINDS, b) ?? ''),
  splice: ({ a, b }) => canvas.spliceNode(edgeAt(a), nodeAt(b)),
  replace: ({ a, b }) => canvas.replaceKind(nodeAt(a), pick(KINDS, b) ?? ''),
  'lay out': (draw) => {
    const design = edits.currentDesign();
    const places = new Map(
      design.nodes.map(({ id }) => [id, { ...point(draw), width: 200 + (draw.a % 400), height: 200 }]),
    );
    canvas.applyLayout(places, design);
  },
};

const NAMES = Object.keys(COMMAND_TABLE);

function run(draw: Draw): void {
  const many = edits.currentDesign().nodes.length > MANY_NODES;
  const name = many && draw.c % 2 === 0 ? 'remove' : (pick(NAMES, draw.command) ?? '');
  COMMAND_TABLE[name]?.(draw);
  edits.endGesture();
}

function expectReadable(design: Design): void {
  const read = readDesign(JSON.parse(writeDesign(design, findSpec)), findSpec);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
}

it('any sequence of edits leaves a valid document after each step; undone and done again it is the same at each step', () => {
  const done = new Set<string>();
  fc.assert(
    fc.property(fc.array(DRAW, { minLength: COMMANDS, maxLength: COMMANDS }), (draws) => {
      edits.replaceDesign(EMPTY_DESIGN);
      const states: Design[] = [edits.currentDesign()];
      for (const draw of draws) {
        run(draw);
        const now = edits.currentDesign();
        if (now === states.at(-1)) continue;
        expectReadable(now);
        states.push(now);
        done.add(edits.useDocument.getState().past.at(-1)?.label ?? '');
      }
      expect(states.length).toBeLessThanOrEqual(MAX_STEPS);
      for (const before of states.slice(0, -1).toReversed()) {
        edits.undo();
        if (edits.currentDesign() !== before) throw new Error('undo leads elsewhere');
      }
      expect(edits.useDocument.getState().past).toEqual([]);
      for (const after of states.slice(1)) {
        edits.redo();
        if (edits.currentDesign() !== after) throw new Error('redo leads elsewhere');
      }
    }),
    { numRuns: SEQUENCES },
  );
  // Nothing in the table is without effect in all of them.
  expect(done.size).toBeGreaterThanOrEqual(NAMES.length - 6);
});
