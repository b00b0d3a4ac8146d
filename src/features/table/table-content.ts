import { findSpec } from '../../kinds/specs.ts';
import { completeConfig } from '../../model/complete-config.ts';
import type { Design, DesignEdge, DesignNode } from '../../model/design.ts';
import { EDGE_FIELDS } from '../../model/edge-spec.ts';
import { fieldText } from '../../model/field-text.ts';
import { EDGE, NODE } from '../../model/snapshot.ts';
import { quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { ancestorsOf, indexOf } from '../../state/design-index.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';
import type { Health } from '../../state/health.ts';
import { liveFigures } from '../../state/live-figures.ts';
import type { TableSubject } from '../../state/table-view.ts';

/** One component or call, in words. */
export interface TableRow {
  readonly id: string;
  /** Its name as a whole: "API", "Users to API". */
  readonly name: string;
  /** What is changed by renaming it: the name of a component, the label of a call. */
  readonly label: string;
  readonly cells: readonly string[];
  /** What the cells are ordered by. */
  readonly keys: readonly (string | number)[];
}

/** The figures of a row as they are now. */
export interface RowFigures {
  readonly texts: readonly string[];
  readonly health: Health;
}

export interface TableContent {
  readonly caption: string;
  /** Columns that only an edit changes; the first one names the row. */
  readonly columns: readonly string[];
  /** Columns of the run. */
  readonly figures: readonly string[];
  readonly rowsOf: (design: Design) => readonly TableRow[];
  /** Null while there is no figure. */
  readonly figuresOf: (id: string) => RowFigures | null;
  /** What a column of the run is ordered by; NaN where there is nothing. */
  readonly figureKey: (id: string, figure: number) => number | string;
}

function placeOf(design: Design, node: DesignNode): string {
  return ancestorsOf(design, node)
    .map((id) => nodeName(design, id))
    .join(', ');
}

function componentRow(design: Design, node: DesignNode): TableRow {
  const kind = findSpec(node.kind)?.name ?? node.kind;
  const name = node.label === '' ? kind : node.label;
  const called = (indexOf(design).edgesFrom.get(node.id) ?? []).map((edge) => nodeName(design, edge.target));
  const place = placeOf(design, node);
  return {
    id: node.id,
    name,
    label: node.label,
    cells: [name, kind, place, called.join(', ')],
    keys: [name, kind, place, called.length],
  };
}

function callRow(design: Design, edge: DesignEdge): TableRow {
  const config = completeConfig(EDGE_FIELDS, edge.config);
  const [from, to] = [nodeName(design, edge.source), nodeName(design, edge.target)];
  const textOf = (field: 'protocol' | 'timeoutMs'): string =>
    quantityText(fieldText(EDGE_FIELDS[field], config[field]));
  const retries = config.maxAttempts - 1;
  return {
    id: edge.id,
    name: `${from} to ${to}`,
    label: config.label,
    cells: [from, to, config.label, textOf('protocol'), textOf('timeoutMs'), retries === 0 ? 'none' : String(retries)],
    keys: [from, to, config.label, textOf('protocol'), config.timeoutMs ?? Number.POSITIVE_INFINITY, retries],
  };
}

/** How a component is, in words: the most frequent failure, else how many replicas are not up, else nothing. */
export function stateWords({ topFailure, replicas, queue }: NodeFigures): string {
  if (topFailure !== null) return topFailure;
  const up = replicas.filter(({ state }) => state === 'up').length;
  if (up < replicas.length) return `${up} of ${replicas.length} up`;
  return queue.number === '0' || queue.number === '–' ? 'well' : `${quantityText(queue)} waiting`;
}

function componentFigures(id: string): RowFigures | null {
  const figures = liveFigures.readNode(id);
  if (figures === null) return null;
  const { rate, p95, errors, utilization, health } = figures;
  return { texts: [...[rate, p95, errors, utilization].map(quantityText), stateWords(figures)], health };
}

function callFigures(id: string): RowFigures | null {
  const figures = liveFigures.readEdge(id);
  if (figures === null) return null;
  const { rate, p95, errors, topFailure, cut, health } = figures;
  return {
    texts: [...[rate, p95, errors].map(quantityText), cut ? 'cut' : (topFailure ?? 'well')],
    health: cut ? 'fail' : health,
  };
}

const NODE_COLUMNS = [NODE.ratePerSecond, NODE.p95Ms, NODE.errorRatio, NODE.utilization];
const EDGE_COLUMNS = [EDGE.ratePerSecond, EDGE.p95Ms, EDGE.errorRatio];

/** A column of numbers by its value, the one in words by its words. */
function figureKey(
  columns: readonly number[],
  valueOf: (id: string, column: number) => number,
  figuresOf: (id: string) => RowFigures | null,
): TableContent['figureKey'] {
  return (id, figure) => {
    const column = columns[figure];
    return column === undefined ? (figuresOf(id)?.texts[figure] ?? Number.NaN) : valueOf(id, column);
  };
}

/** What the two tables hold. */
export const TABLE_CONTENTS: Readonly<Record<TableSubject, TableContent>> = {
  components: {
    caption: 'Components',
    columns: ['Name', 'Kind', 'Inside', 'Calls'],
    figures: ['Rate', 'p95', 'Errors', 'Busy', 'State'],
    rowsOf: (design) => design.nodes.map((node) => componentRow(design, node)),
    figuresOf: componentFigures,
    figureKey: figureKey(NODE_COLUMNS, (id, column) => liveFigures.nodeValue(id, column), componentFigures),
  },
  calls: {
    caption: 'Calls',
    columns: ['From', 'To', 'Label', 'Protocol', 'Time-out', 'Retries'],
    figures: ['Rate', 'p95', 'Errors', 'State'],
    rowsOf: (design) => design.edges.map((edge) => callRow(design, edge)),
    figuresOf: callFigures,
    figureKey: figureKey(EDGE_COLUMNS, (id, column) => liveFigures.edgeValue(id, column), callFigures),
  },
};
