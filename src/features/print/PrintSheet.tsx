import { useMemo } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { completeRun } from '../../model/complete-config.ts';
import { drawDesign } from '../../model/picture/draw-design.ts';
import { outlinesOf } from '../../model/picture/icon-outlines.ts';
import { writeSvg } from '../../model/picture/write-svg.ts';
import { allErrors, endText, errorLines, measuredText, msText, objectiveText } from '../../model/report-text.ts';
import type { Report } from '../../model/report.ts';
import { formatCount, formatUnit, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { iconDrawing } from '../../ui/Icon.tsx';
import { usePrint } from './print-state.ts';

/** The whole diagram as a picture in light colours; an address and no markup, because nothing is parsed into the page. */
function pictureOf(design: Design): string {
  const picture = drawDesign(design, findSpec, { detail: 'full' });
  const icons = (name: string) => outlinesOf(iconDrawing(name));
  const svg = writeSvg(picture, { theme: 'light', icons, title: design.name, background: false });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function count(value: number): string {
  return quantityText(formatCount(value));
}

function Clients({ report, design }: { readonly report: Report; readonly design: Design }) {
  return (
    <table>
      <thead>
        <tr>
          {['Client', 'Sent', 'Answered', 'Failed', 'p50', 'p95', 'p99'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(report.clients).map(([id, { issued, succeeded, failed, latencyMs }]) => (
          <tr key={id}>
            <th scope="row">
              <bdi>{nodeName(design, id)}</bdi>
            </th>
            <td>{count(issued)}</td>
            <td>{count(succeeded)}</td>
            <td>{count(failed)}</td>
            <td>{msText(latencyMs.p50)}</td>
            <td>{msText(latencyMs.p95)}</td>
            <td>{msText(latencyMs.p99)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Results({ report, design }: { readonly report: Report; readonly design: Design }) {
  const errors = errorLines(allErrors(report));
  return (
    <section>
      <h2>What the run found out</h2>
      <p>{endText(report)}</p>
      <Clients report={report} design={design} />
      {report.objectives.length === 0 ? null : (
        <ul>
          {report.objectives.map((objective) => (
            <li key={`${objective.client ?? ''} ${objectiveText(objective)}`}>
              {objective.met ? 'Met' : 'Not met'}: {objectiveText(objective)}, measured {measuredText(objective)}
            </li>
          ))}
        </ul>
      )}
      {errors.length === 0 ? null : <p>Failures: {errors.map(({ words }) => words).join(', ')}</p>}
    </section>
  );
}

/** A design on paper: name, the whole diagram, key figures. */
export function PrintSheet() {
  const design = useDesign();
  const report = usePrint((state) => state.report);
  const picture = useMemo(() => pictureOf(design), [design]);
  const { seed, durationS } = completeRun(design.run);
  return (
    <article className="print-sheet" data-testid="print-sheet">
      <header>
        <h1>
          <bdi>{design.name}</bdi>
        </h1>
        {design.description === '' ? null : (
          <p>
            <bdi>{design.description}</bdi>
          </p>
        )}
      </header>
      <img src={picture} alt={`Diagram of ${design.name}`} />
      {report === null ? null : <Results report={report} design={design} />}
      <footer>
        Roundtrip, seed {seed}, {quantityText(formatUnit(durationS, 's'))}: the same figures for everyone who runs it.
      </footer>
    </article>
  );
}
