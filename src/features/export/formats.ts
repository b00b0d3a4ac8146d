/** What can be exported, by id. */
export type FormatId = 'png' | 'svg' | 'mermaid' | 'c4' | 'json' | 'markdown' | 'csv-windows' | 'csv-totals';

export interface Format {
  readonly id: FormatId;
  readonly label: string;
  /** What it is good for; one sentence. */
  readonly help: string;
  /** Ending of the file. */
  readonly ending: string;
  readonly type: string;
  readonly shows: 'picture' | 'text';
  /** Made from the results of a run, so there must be some. */
  readonly needsResults: boolean;
}

export interface FormatGroup {
  readonly name: string;
  readonly formats: readonly Format[];
}

/** In the order of the dialog. */
export const FORMAT_GROUPS: readonly FormatGroup[] = [
  {
    name: 'Picture',
    formats: [
      {
        id: 'png',
        label: 'PNG',
        help: 'The whole diagram as an image, for slides and chats.',
        ending: 'png',
        type: 'image/png',
        shows: 'picture',
        needsResults: false,
      },
      {
        id: 'svg',
        label: 'SVG',
        help: 'The whole diagram as a drawing that stays sharp at any size.',
        ending: 'svg',
        type: 'image/svg+xml',
        shows: 'picture',
        needsResults: false,
      },
    ],
  },
  {
    name: 'Diagram as text',
    formats: [
      {
        id: 'mermaid',
        label: 'Mermaid',
        help: 'A flowchart for Markdown pages. Imported again it is the same design: comments carry the settings.',
        ending: 'mmd',
        type: 'text/plain',
        shows: 'text',
        needsResults: false,
      },
      {
        id: 'c4',
        label: 'C4',
        help: 'A C4 container diagram in Mermaid’s notation, for architecture documents.',
        ending: 'c4.mmd',
        type: 'text/plain',
        shows: 'text',
        needsResults: false,
      },
    ],
  },
  {
    name: 'Design',
    formats: [
      {
        id: 'json',
        label: 'JSON',
        help: 'The design itself with everything in it; Roundtrip and its command line open it.',
        ending: 'roundtrip.json',
        type: 'application/json',
        shows: 'text',
        needsResults: false,
      },
    ],
  },
  {
    name: 'Results',
    formats: [
      {
        id: 'markdown',
        label: 'Report',
        help: 'A Markdown report: objectives, totals, tables, failures in words, seed and link.',
        ending: 'md',
        type: 'text/markdown',
        shows: 'text',
        needsResults: true,
      },
      {
        id: 'csv-windows',
        label: 'CSV over time',
        help: 'A row for each window of the run: counts, latencies, failures by reason.',
        ending: 'windows.csv',
        type: 'text/csv',
        shows: 'text',
        needsResults: true,
      },
      {
        id: 'csv-totals',
        label: 'CSV totals',
        help: 'A row for each client, component and call.',
        ending: 'totals.csv',
        type: 'text/csv',
        shows: 'text',
        needsResults: true,
      },
    ],
  },
];

export const FORMATS: readonly Format[] = FORMAT_GROUPS.flatMap(({ formats }) => formats);

export function formatOf(id: FormatId): Format {
  const format = FORMATS.find((candidate) => candidate.id === id);
  if (format === undefined) throw new RangeError(`No format "${id}"`);
  return format;
}
