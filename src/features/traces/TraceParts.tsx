import type { Trace } from '../../model/trace.ts';
import { PART_LOOKS } from './part-looks.ts';
import { roundedParts, usText } from './trace-layout.ts';

/** Where the time of a request went. The rows add up to the last one, to the microsecond. */
export function TraceParts({ trace }: { readonly trace: Trace }) {
  const { totalUs, parts } = roundedParts(trace);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Where the time went</caption>
      <tbody>
        {parts.map(({ part, us }) => (
          <tr key={part} title={PART_LOOKS[part].help}>
            <th scope="row" className="flex items-center gap-1.5 py-0.5 text-left font-normal text-text-2">
              <span
                aria-hidden="true"
                className="size-2 rounded-[2px]"
                style={{ background: `var(${PART_LOOKS[part].token})` }}
              />
              {PART_LOOKS[part].words}
            </th>
            <td className="w-12 py-0.5 text-right text-text-3 tabular-nums">
              {totalUs === 0 ? 0 : Math.round((100 * us) / totalUs)}&nbsp;%
            </td>
            <td className="w-24 py-0.5 text-right tabular-nums">{usText(us)}&nbsp;ms</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-semibold">
          <th scope="row" colSpan={2} className="py-1 text-left">
            Sum = latency
          </th>
          <td className="py-1 text-right tabular-nums">{usText(totalUs)}&nbsp;ms</td>
        </tr>
      </tfoot>
    </table>
  );
}
