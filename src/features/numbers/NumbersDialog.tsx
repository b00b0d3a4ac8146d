import { useEffect, useState } from 'react';
import type { Design } from '../../model/design.ts';
import { formatMs, quantityText, threeDigits } from '../../model/units.ts';
import { MeasuringWorker } from '../../simulation-client/measure-trace.ts';
import { closeDialog } from '../../state/settings.ts';
import { session } from '../../state/storage/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { NUMBER_TABLES, type NumberRow, type NumberTable } from './number-rows.ts';

/** By row; null when its design had no traced request. */
type Measured = ReadonlyMap<string, number | null>;

const ROWS = NUMBER_TABLES.flatMap(({ rows }) => rows);
/** Worked out once for as long as the page is open: the same version gives the same figures. */
const known = new Map<string, number | null>();

/** Runs each row that has no figure yet, one after the other. */
function useMeasured(): Measured {
  const [measured, setMeasured] = useState<Measured>(known);
  useEffect(() => {
    const missing = ROWS.filter(({ id }) => !known.has(id));
    if (missing.length === 0) return undefined;
    const worker = new MeasuringWorker();
    let current = true;
    const run = async (): Promise<void> => {
      for (const row of missing) {
        // oxlint-disable-next-line no-await-in-loop -- one worker, one run at a time
        const trace = await worker.lastTrace(row.design);
        if (!current) return;
        known.set(row.id, trace === null ? null : row.read(trace));
        setMeasured(new Map(known));
      }
      worker.end();
    };
    void run();
    return () => {
      current = false;
      worker.end();
    };
  }, []);
  return measured;
}

function figureText(row: NumberRow, value: number | null | undefined): string {
  if (value === undefined) return 'running';
  if (value === null) return 'no request was traced';
  return row.unit === 'ms' ? quantityText(formatMs(value)) : `${threeDigits(Math.round(value * 100) / 100)} RTT`;
}

/** The tables of the quick reference, worked out here and now, beside what is published. */
export function NumbersDialog() {
  const measured = useMeasured();
  const done = ROWS.filter(({ id }) => measured.has(id)).length;
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Numbers"
      description="Worked out by the simulation just now, beside what is published."
      size="large"
    >
      <p role="status" className="pb-2 text-sm text-text-3">
        {done < ROWS.length ? `${done} of ${ROWS.length} runs done` : `All ${ROWS.length} runs done`}
      </p>
      <div className="flex flex-col gap-6">
        {NUMBER_TABLES.map((table) => (
          <TableOfNumbers key={table.title} table={table} measured={measured} />
        ))}
      </div>
    </Dialog>
  );
}

function TableOfNumbers({ table, measured }: { readonly table: NumberTable; readonly measured: Measured }) {
  return (
    <section aria-label={table.title}>
      <h3 className="text-base font-semibold">{table.title}</h3>
      <p className="pb-2 text-text-2">{table.about}</p>
      <table className="w-full table-fixed">
        {/* The same in every table, so that the figures stand below each other. */}
        <colgroup>
          <col />
          <col className="w-24 max-sm:w-16" />
          <col className="w-[34%]" />
          <col className="w-16" />
        </colgroup>
        <thead className="text-left text-sm text-text-3">
          <tr>
            <th scope="col" className="py-1 font-medium">
              What
            </th>
            <th scope="col" className="py-1 pl-3 text-right font-medium">
              Here
            </th>
            <th scope="col" className="py-1 pl-4 font-medium">
              Published
            </th>
            <th scope="col" className="py-1">
              <span className="sr-only">Open</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              text={figureText(row, measured.get(row.id))}
              isKnown={measured.get(row.id) != null}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly row: NumberRow;
  readonly text: string;
  readonly isKnown: boolean;
}

function Row({ row, text, isKnown }: RowProps) {
  return (
    <tr className="border-t border-line align-top" data-number={row.id}>
      <th scope="row" className="py-1.5 text-left font-normal">
        {row.label}
        {row.note === undefined ? null : <span className="block text-sm text-text-3">{row.note}</span>}
      </th>
      <td
        className={
          isKnown
            ? 'py-1.5 pl-3 text-right font-semibold whitespace-nowrap tabular-nums'
            : 'py-1.5 pl-3 text-right text-text-3'
        }
      >
        {text}
      </td>
      <td className="py-1.5 pl-4 text-text-2">
        {row.published}
        <span className="block text-sm text-text-3">{row.source}</span>
      </td>
      <td className="py-1 pl-2 text-right">
        <Button
          small
          variant="outline"
          aria-label={`Open as a design: ${row.label}`}
          onClick={() => void open(row.design)}
        >
          Open
        </Button>
      </td>
    </tr>
  );
}

async function open(design: Design): Promise<void> {
  closeDialog();
  await session.openAsNew(design, { edited: false });
}
