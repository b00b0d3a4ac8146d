import { findSpec } from '../../src/kinds/specs.ts';
import { completeRun } from '../../src/model/complete-config.ts';
import type { Design } from '../../src/model/design.ts';
import { writeDesign } from '../../src/model/document/write-design.ts';
import { c4Text } from '../../src/model/export/c4-text.ts';
import { markdownReport } from '../../src/model/export/markdown-report.ts';
import { mermaidText } from '../../src/model/export/mermaid-text.ts';
import { totalsCsv, windowsCsv } from '../../src/model/export/results-csv.ts';
import { drawDesign } from '../../src/model/picture/draw-design.ts';
import { writeSvg } from '../../src/model/picture/write-svg.ts';
import { NS_PER_S } from '../../src/model/units.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { Command, CommandArguments } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { loadIcons } from './icon-outlines.ts';
import { DESIGN_HELP, loadDesign } from './load-design.ts';
import { complainAbout, complainNotices, UsageError } from './problems.ts';

type Values = CommandArguments['values'];

/** Simulates the whole design: results are made, not kept. */
function runOf(design: Design): Simulation {
  const { seed, durationS } = completeRun(design.run);
  const simulation = new Simulation(design, { seed });
  simulation.run(Math.round(durationS * NS_PER_S));
  return simulation;
}

async function svgOf(design: Design, values: Values): Promise<string> {
  const theme = values['theme'] ?? 'light';
  if (theme !== 'light' && theme !== 'dark') throw new UsageError('--theme must be light or dark.');
  const picture = drawDesign(design, findSpec, { detail: 'full' });
  const background = values['transparent'] !== true;
  return writeSvg(picture, { theme, icons: await loadIcons(), title: design.name, background });
}

function windowRows(design: Design): string {
  const { rows } = runOf(design).windows;
  return windowsCsv({ count: rows.length, value: (row, column) => rows[row]?.[column] ?? Number.NaN });
}

const FORMATS: Readonly<Record<string, (design: Design, values: Values) => string | Promise<string>>> = {
  svg: svgOf,
  mermaid: (design) => mermaidText(design, findSpec),
  c4: (design) => c4Text(design, findSpec),
  json: (design) => writeDesign(design, findSpec),
  'csv-totals': (design) => totalsCsv(design, runOf(design).report()),
  'csv-windows': windowRows,
  markdown: (design) => markdownReport(design, runOf(design).report(), { findSpec }),
};

/** `roundtrip export`: the picture, the diagram or the results of a design as text. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'write a design as SVG, Mermaid, C4 or JSON, or its results as CSV or Markdown',
  help: `Usage: roundtrip export DESIGN --format FORMAT [--out FILE]

Writes a design in another form. ${DESIGN_HELP}

  --format FORMAT   svg, mermaid, c4 or json; csv-totals, csv-windows and markdown run the design first
  --theme THEME     light or dark, for svg
  --transparent     no background, for svg
  --out FILE        write it to FILE instead of printing it`,
  options: {
    format: { type: 'string' },
    theme: { type: 'string' },
    transparent: { type: 'boolean' },
    out: { type: 'string' },
  },
  positionals: [1, 1],
  async run({ values, positionals }, io) {
    const { format, out } = values;
    const write = typeof format === 'string' && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    if (write === undefined) throw new UsageError(`--format must be one of ${Object.keys(FORMATS).join(', ')}.`);
    const loaded = await loadDesign(positionals[0] ?? '', io);
    if (!loaded.ok) {
      complainAbout(loaded.problems, io);
      return EXIT.badInput;
    }
    complainNotices(loaded.notices, io);
    const text = await write(loaded.value, values);
    if (typeof out === 'string') await io.writeFile(out, text);
    else io.print(text.trimEnd());
    return EXIT.met;
  },
};
