import type { Flight, LayerBytes, Span, Trace } from '../../model/trace.ts';
import { NS_PER_US } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { Select } from '../../ui/Select.tsx';
import { flightWords } from './flight-looks.ts';
import { ETHERNET_FRAME_BYTES, LAYER_LOOKS } from './layer-looks.ts';
import { layerTimes, TIME_LAYERS } from './layer-times.ts';
import { usText } from './trace-layout.ts';

interface LayersProps {
  readonly trace: Trace;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** One flight, taken apart: what each layer added to it, and which layer the hop's time belongs to. */
export function Layers({ trace, chosen, onChoose }: LayersProps) {
  const design = useDesign();
  const flight = trace.flights[chosen];
  if (flight === undefined) return <p className="text-text-2">Nothing has travelled for this request.</p>;
  const span = trace.spans[flight.spanId];
  const options = trace.flights.map((one, index) => {
    const [from, to] = one.toTarget ? [one.sourceId, one.targetId] : [one.targetId, one.sourceId];
    return {
      value: String(index),
      label: `${index + 1}. ${flightWords(one)}: ${nodeName(design, from)} to ${nodeName(design, to)}`,
    };
  });
  return (
    <div className="flex flex-col gap-3">
      <Select
        aria-label="Flight"
        className="w-full"
        value={String(chosen)}
        options={options}
        onChange={(value) => onChoose(Number(value))}
      />
      <Packet flight={flight} />
      {span === undefined ? null : <HopTimes span={span} trace={trace} />}
    </div>
  );
}

/** The packet as boxes in boxes, the outermost layer first. */
function Packet({ flight }: { readonly flight: Flight }) {
  const packets =
    flight.packets === 0
      ? 'In a packet with another message'
      : flight.packets === 1
        ? '1 packet'
        : `${flight.packets} packets`;
  return (
    <section aria-label="Bytes of each layer" data-testid="packet">
      <p className="pb-1.5 text-sm text-text-2 tabular-nums">
        {packets}, <strong className="text-text-1">{flight.bytes.toLocaleString('en')} B</strong> on the wire
      </p>
      <div
        className="rounded-md border border-dashed border-line-control p-1.5"
        title="Addresses, type and checksum of the frame around each packet (IEEE 802.3). It is another one on each stretch of the way."
      >
        <p className="flex items-baseline gap-2 px-1 pb-1 text-sm text-text-3">
          <span className="font-semibold">Ethernet</span>
          <span className="truncate">L2, kernel and card</span>
          <span className="ml-auto shrink-0 tabular-nums">
            {(ETHERNET_FRAME_BYTES * flight.packets).toLocaleString('en')}&nbsp;B, not counted
          </span>
        </p>
        <Nested layers={flight.layers} />
      </div>
    </section>
  );
}

function Nested({ layers }: { readonly layers: readonly LayerBytes[] }) {
  const [outer, ...inner] = layers;
  if (outer === undefined) return null;
  const look = LAYER_LOOKS[outer.layer];
  return (
    <div
      className="rounded-md border border-line-control bg-surface-1 p-1.5"
      data-layer={outer.layer}
      title={look.help}
    >
      <div className="flex items-baseline gap-2 px-1 text-sm">
        <span className="font-semibold">{look.words}</span>
        <span className="truncate text-text-3">
          {look.level}, {look.runsIn}
        </span>
        <span className="ml-auto shrink-0 tabular-nums">{outer.bytes.toLocaleString('en')}&nbsp;B</span>
      </div>
      {inner.length === 0 ? null : (
        <div className="pt-1">
          <Nested layers={inner} />
        </div>
      )}
    </div>
  );
}

/** The hop's time by layer; the rows add up to the last one. */
function HopTimes({ span, trace }: { readonly span: Span; readonly trace: Trace }) {
  const times = layerTimes(span, trace.flights);
  return (
    <table className="w-full text-sm" data-testid="layer-times">
      <caption className="pb-1 text-left text-text-2">Time of this hop, by layer</caption>
      <tbody>
        {TIME_LAYERS.filter(({ id }) => times[id] > 0).map(({ id, level, words }) => (
          <tr key={id}>
            <th scope="row" className="py-0.5 pr-2 text-left font-normal text-text-2">
              <span className="text-text-3">{level}</span> {words}
            </th>
            <td className="py-0.5 text-right whitespace-nowrap tabular-nums">
              {usText(times[id] / NS_PER_US)}&nbsp;ms
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-semibold">
          <th scope="row" className="py-1 text-left">
            Sum = this hop
          </th>
          <td className="py-1 text-right whitespace-nowrap tabular-nums">
            {usText((span.endNs - span.startNs) / NS_PER_US)}&nbsp;ms
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
