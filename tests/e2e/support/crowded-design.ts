/** Columns of one row of the crowded design, with the distance between them. */
const COLUMN_PX = 280;
const ROW_PX = 240;
const ROWS_PER_COLUMN = 10;

function row(index: number, ratePerSecond: number) {
  const x = Math.floor(index / ROWS_PER_COLUMN) * COLUMN_PX * 4.6;
  const y = (index % ROWS_PER_COLUMN) * ROW_PX;
  const id = (name: string): string => `${name}-${index}`;
  const node = (name: string, kind: string, column: number, dy: number, config: object) => ({
    id: id(name),
    kind,
    label: `${name} ${index}`,
    position: { x: x + column * COLUMN_PX, y: y + dy },
    config,
  });
  const edge = (source: string, target: string) => ({
    id: `${id(source)}-${target}`,
    source: id(source),
    target: id(target),
    config: {},
  });
  return {
    nodes: [
      node('users', 'client', 0, 0, { load: { type: 'poisson', ratePerSecond } }),
      node('balancer', 'load-balancer', 1, 0, {}),
      node('service', 'service', 2, 0, { replicas: 3 }),
      node('cache', 'cache', 3, -60, {}),
      node('database', 'database', 3, 60, {}),
    ],
    edges: [
      edge('users', 'balancer'),
      edge('balancer', 'service'),
      edge('service', 'cache'),
      edge('service', 'database'),
    ],
  };
}

/** A design of `rows` times five nodes and four edges, every row with traffic of its own. */
export function crowdedDesign(rows: number, ratePerSecond: number): object {
  const parts = Array.from({ length: rows }, (_, index) => row(index, ratePerSecond));
  return {
    version: 1,
    name: 'Crowded',
    description: '',
    nodes: parts.flatMap((part) => part.nodes),
    edges: parts.flatMap((part) => part.edges),
    scenario: [],
    objectives: [],
    run: { durationS: 3_600 },
  };
}
