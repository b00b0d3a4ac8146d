import { EMPTY_DESIGN, type Design, type DesignEdge, type DesignNode } from '../../src/model/design.ts';

/** 20 regions of seven cells; a cell is a client, a balancer, two services that share a cache and a database, and a second cache. */
const REGIONS = 20;
const CELLS = 7;
const REGIONS_PER_ROW = 5;
const CARD_PX = { width: 200, height: 92 };
const COLUMN_PX = 280;
const CELL_PX = 260;
const MARGIN_PX = 48;
const REGION_PX = { width: 4 * COLUMN_PX + CARD_PX.width + 2 * MARGIN_PX, height: CELLS * CELL_PX + 2 * MARGIN_PX };
const GAP_PX = 160;
/** Cells whose services also use the cache and the database of the next one: 130 of 140, for 1,500 calls in all. */
const CROSSING_CELLS = 130;

/** Kind, column and height of each card of a cell. */
const CARDS = {
  users: ['client', 0, 60],
  balancer: ['load-balancer', 1, 60],
  first: ['service', 2, 0],
  second: ['service', 2, 120],
  local: ['cache', 3, 0],
  shared: ['cache', 3, 120],
  database: ['database', 4, 60],
} as const;
type Card = keyof typeof CARDS;

const CALLS: readonly (readonly [Card, Card])[] = [
  ['users', 'balancer'],
  ['balancer', 'first'],
  ['balancer', 'second'],
  ['first', 'local'],
  ['first', 'database'],
  ['second', 'shared'],
  ['second', 'database'],
];
const CROSSING_CALLS: readonly (readonly [Card, Card])[] = [
  ['first', 'shared'],
  ['first', 'database'],
  ['second', 'shared'],
  ['second', 'database'],
];

function idOf(card: Card, cell: number): string {
  return `${card}-${cell}`;
}

function region(index: number): DesignNode {
  return {
    id: `region-${index}`,
    kind: 'region',
    label: `Region ${index}`,
    position: {
      x: (index % REGIONS_PER_ROW) * (REGION_PX.width + GAP_PX),
      y: Math.floor(index / REGIONS_PER_ROW) * (REGION_PX.height + GAP_PX),
    },
    size: REGION_PX,
    config: {},
  };
}

function cards(cell: number, ratePerSecond: number): readonly DesignNode[] {
  const parent = `region-${Math.floor(cell / CELLS)}`;
  return (Object.keys(CARDS) as Card[]).map((card) => {
    const [kind, column, y] = CARDS[card];
    return {
      id: idOf(card, cell),
      kind,
      label: `${card} ${cell}`,
      parent,
      position: { x: MARGIN_PX + column * COLUMN_PX, y: MARGIN_PX + (cell % CELLS) * CELL_PX + y },
      config: kind === 'client' ? { load: { type: 'poisson', ratePerSecond } } : {},
    };
  });
}

function calls(cell: number): readonly DesignEdge[] {
  const between = (pairs: typeof CALLS, to: number): readonly DesignEdge[] =>
    pairs.map(([from, target]) => {
      const ends = { source: idOf(from, cell), target: idOf(target, to) };
      return { id: `${ends.source}_${ends.target}`, ...ends, config: {} };
    });
  return [...between(CALLS, cell), ...(cell < CROSSING_CELLS ? between(CROSSING_CALLS, cell + 1) : [])];
}

/** A design of 1,000 nodes, 20 of them regions around the others, and 1,500 edges; every one of 140 clients sends. */
export function largeDesign(ratePerSecond: number): Design {
  const cells = Array.from({ length: REGIONS * CELLS }, (_, cell) => cell);
  return {
    ...EMPTY_DESIGN,
    name: 'Large',
    nodes: [
      ...Array.from({ length: REGIONS }, (_, index) => region(index)),
      ...cells.flatMap((cell) => cards(cell, ratePerSecond)),
    ],
    edges: cells.flatMap(calls),
    run: { durationS: 3_600 },
  };
}
