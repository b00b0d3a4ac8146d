import type { Flight, Trace } from '../../model/trace.ts';
import { formatBytes, formatMs, NS_PER_MS, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { classNames } from '../../ui/class-names.ts';
import { flightLook, flightWords } from './flight-looks.ts';
import { burstNumbers } from './ladder-bursts.ts';

interface FlightTableProps {
  readonly trace: Trace;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function msText(ns: number): string {
  return quantityText(formatMs(ns / NS_PER_MS));
}

/** What the picture shows beside the arrow: which burst, how many packets, and how long it waited for what was missing before it. */
function detailsOf({ packets, arrivedNs, deliveredNs }: Flight, burst: number): string {
  const number = burst > 0 ? `, burst ${burst}` : '';
  const many = packets > 1 ? `, ${packets} packets` : packets === 0 ? ', in a packet with another message' : '';
  const held =
    deliveredNs > arrivedNs
      ? `, handed over ${msText(deliveredNs - arrivedNs)} later: something before it was missing`
      : '';
  return `${number}${many}${held}`;
}

/** The ladder in words: every flight in the order they left. A row chooses the packet that the layers are shown of. */
export function FlightTable({ trace, chosen, onChoose }: FlightTableProps) {
  const design = useDesign();
  const bursts = burstNumbers(trace.flights);
  return (
    <table className="mt-3 w-full text-sm" data-testid="flights">
      <caption className="sr-only">Flights of this request</caption>
      <thead className="text-left text-text-3">
        <tr>
          <th scope="col" className="py-1 font-medium">
            Flight
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-medium">
            Took
          </th>
          <th scope="col" className="py-1 pl-2 text-right font-medium">
            Bytes
          </th>
        </tr>
      </thead>
      <tbody>
        {trace.flights.map((flight, index) => {
          const [from, to] = flight.toTarget ? [flight.sourceId, flight.targetId] : [flight.targetId, flight.sourceId];
          return (
            <tr
              key={`${flight.kind} ${flight.sentNs} ${index.toFixed(0)}`}
              className={classNames('border-t border-line align-top', index === chosen && 'bg-accent-soft')}
            >
              <th scope="row" className="py-0.5 text-left font-normal">
                <button
                  type="button"
                  aria-pressed={index === chosen}
                  onClick={() => onChoose(index)}
                  className="min-h-6 rounded-sm px-1 text-left hover:bg-surface-3"
                >
                  <span style={{ color: `var(${flightLook(flight).token})` }}>{flightWords(flight)}</span>{' '}
                  <span className="block text-text-3">{`${nodeName(design, from)} to ${nodeName(design, to)}, left after ${msText(flight.sentNs - trace.startNs)}${detailsOf(flight, bursts[index] ?? 0)}`}</span>
                </button>
              </th>
              <td className="py-1 pl-2 text-right whitespace-nowrap tabular-nums">
                {flight.arrivedNs < 0 ? 'lost' : msText(flight.arrivedNs - flight.sentNs)}
              </td>
              <td
                className="py-1 pl-2 text-right whitespace-nowrap tabular-nums"
                title={flight.packets === 1 ? '1 packet' : `${flight.packets} packets`}
              >
                {quantityText(formatBytes(flight.bytes))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
