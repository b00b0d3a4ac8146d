import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { writeDesign } from '../../model/document/write-design.ts';
import { c4Text } from '../../model/export/c4-text.ts';
import { markdownReport } from '../../model/export/markdown-report.ts';
import { mermaidText } from '../../model/export/mermaid-text.ts';
import { totalsCsv, windowsCsv } from '../../model/export/results-csv.ts';
import { encodeLink } from '../../model/link/encode-link.ts';
import { linkBudget } from '../../model/link/link-budget.ts';
import { drawDesign } from '../../model/picture/draw-design.ts';
import { outlinesOf } from '../../model/picture/icon-outlines.ts';
import type { PictureTheme } from '../../model/picture/palette.ts';
import { writeSvg } from '../../model/picture/write-svg.ts';
import type { Report } from '../../model/report.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { runWindows } from '../../state/windows.ts';
import { iconDrawing } from '../../ui/Icon.tsx';
import { drawPng, pngSize } from './draw-png.ts';
import { formatOf, type FormatId } from './formats.ts';
import { liveCardFigures } from './live-card-figures.ts';

export interface ExportOptions {
  readonly theme: PictureTheme;
  readonly background: boolean;
  /** Results on the cards, where there are some. */
  readonly figures: boolean;
  /** Pixels of a PNG per canvas pixel. */
  readonly scale: 1 | 2;
}

export interface ExportedFile {
  readonly blob: Blob;
  /** The text itself, for those that are shown as text. */
  readonly text: string | null;
  /** What is to be known about it ("1,200 × 640 pixels"). */
  readonly note: string;
}

/** There is nothing to export yet; the message says what to do. */
export class NothingToExport extends Error {}

interface Making {
  readonly design: Design;
  readonly options: ExportOptions;
  readonly signal: AbortSignal;
  readonly onStep: (words: string) => void;
}

function svgOf({ design, options }: Making): { readonly svg: string; readonly width: number; readonly height: number } {
  const figures = options.figures ? { figures: liveCardFigures } : {};
  const picture = drawDesign(design, findSpec, { detail: 'full', ...figures });
  const { theme, background } = options;
  const icons = (name: string) => outlinesOf(iconDrawing(name));
  const { width, height } = picture.view;
  return { svg: writeSvg(picture, { theme, icons, title: design.name, background }), width, height };
}

function sizeWords(width: number, height: number): string {
  const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
  return `${grouped.format(width)} × ${grouped.format(height)} pixels`;
}

async function png(making: Making): Promise<ExportedFile> {
  const { svg, width, height } = svgOf(making);
  const size = pngSize(width, height, making.options.scale);
  making.onStep('Step 2 of 2: painting the picture');
  const blob = await drawPng(svg, size, making.signal);
  const reduced = size.scale < making.options.scale ? ', the largest this browser can draw' : '';
  return { blob, text: null, note: `${sizeWords(size.width, size.height)}${reduced}` };
}

async function reportOf(): Promise<Report> {
  const report = await simulation.report();
  if (report === null || report.totals.issued === 0)
    throw new NothingToExport(
      'There are no results yet. Press play, and come back when the run has found something out.',
    );
  return report;
}

/** The address of this page with the design in its fragment; left out when it would be too long for most programs. */
async function linkTo(design: Design): Promise<{ readonly link?: string }> {
  const page = new URL(globalThis.location.href);
  page.hash = '';
  page.search = '';
  const link = `${page.href}${await encodeLink(design, findSpec)}`;
  return linkBudget(link.length).level === 'file' ? {} : { link };
}

async function textOf(id: Exclude<FormatId, 'png'>, making: Making): Promise<string> {
  const { design } = making;
  switch (id) {
    case 'svg':
      return svgOf(making).svg;
    case 'mermaid':
      return mermaidText(design, findSpec);
    case 'c4':
      return c4Text(design, findSpec);
    case 'json':
      return writeDesign(design, findSpec);
    case 'markdown':
      return markdownReport(design, await reportOf(), { findSpec, ...(await linkTo(design)) });
    case 'csv-totals':
      return totalsCsv(design, await reportOf());
    case 'csv-windows':
      if (runWindows.count === 0)
        throw new NothingToExport('No window of the run is complete yet. Press play, and come back in a moment.');
      return windowsCsv(runWindows);
  }
}

function linesWords(text: string): string {
  const lines = text.split('\n').length - 1;
  return `${new Intl.NumberFormat('en-GB').format(lines)} ${lines === 1 ? 'line' : 'lines'}`;
}

/** Makes one file. Stops at the next step when the signal says so. */
export async function makeExport(id: FormatId, making: Making): Promise<ExportedFile> {
  making.onStep(id === 'png' ? 'Step 1 of 2: drawing the design' : 'Writing the file');
  // The words reach the screen before the work begins.
  await new Promise((resolve) => setTimeout(resolve));
  making.signal.throwIfAborted();
  if (id === 'png') return png(making);
  const text = await textOf(id, making);
  making.signal.throwIfAborted();
  const note = id === 'svg' ? '' : linesWords(text);
  return { blob: new Blob([text], { type: formatOf(id).type }), text, note };
}
