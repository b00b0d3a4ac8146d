import type { Design } from '../../model/design.ts';
import { formatMs, NS_PER_MS, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { flightLook, flightWords } from './flight-looks.ts';
import { BREAK_PX } from './ladder-clock.ts';
import type { LadderArrow, LadderPicture } from './ladder-layout.ts';

/** Width of a letter of the names above the lines. */
const LETTER_PX = 7;
const NAMES_PX = 24;

/** The names of the lines; they stay when the picture is scrolled. */
export function LadderNames({ picture, design }: { readonly picture: LadderPicture; readonly design: Design }) {
  const { width, lifelines } = picture;
  const step = lifelines.length > 1 ? (lifelines[1]?.x ?? 0) - (lifelines[0]?.x ?? 0) : width;
  return (
    <svg
      width={width}
      height={NAMES_PX}
      aria-hidden="true"
      className="sticky top-0 z-10 block bg-surface-2 text-[11px]"
    >
      {lifelines.map(({ nodeId, x }, index) => (
        <text
          key={nodeId}
          x={x}
          y={16}
          textAnchor={endOf(index, lifelines.length)}
          fill="var(--text-1)"
          className="font-medium"
        >
          {shortened(nodeName(design, nodeId), step)}
        </text>
      ))}
    </svg>
  );
}

function endOf(index: number, count: number): 'start' | 'middle' | 'end' {
  if (index === 0) return 'start';
  return index === count - 1 ? 'end' : 'middle';
}

function shortened(name: string, roomPx: number): string {
  const letters = Math.max(3, Math.floor(roomPx / LETTER_PX));
  return name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
}

interface DrawingProps {
  readonly picture: LadderPicture;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

export function LadderDrawing({ picture, chosen, onChoose }: DrawingProps) {
  const { width, height, lifelines, ticks, stays, arrows, acks } = picture;
  return (
    <svg width={width} height={height} aria-hidden="true" data-testid="ladder" className="block text-[11px]">
      {ticks.map(({ y, ms }) => (
        <g key={ms}>
          <line x1={46} x2={width - 8} y1={y} y2={y} stroke="var(--line)" />
          <text x={42} y={y + 4} textAnchor="end" fill="var(--text-3)" className="tabular-nums">
            {quantityText(formatMs(ms))}
          </text>
        </g>
      ))}
      {lifelines.map(({ nodeId, x }) => (
        <line key={nodeId} x1={x} x2={x} y1={0} y2={height - 4} stroke="var(--line-control)" />
      ))}
      {stays.map(({ key, x, fromY, queuedToY, toY }) => (
        <g key={key}>
          <rect
            x={x - 4}
            y={fromY}
            width={8}
            height={Math.max(1, toY - fromY)}
            rx={1}
            className="fill-surface-1 stroke-line-control"
          />
          <rect x={x - 4} y={fromY} width={8} height={queuedToY - fromY} fill="var(--slow)" />
        </g>
      ))}
      <Breaks picture={picture} />
      {acks.map(({ key, from, to }) => (
        <line
          key={key}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          stroke="var(--text-3)"
          strokeDasharray="1 4"
          strokeLinecap="round"
          data-ack=""
        >
          <title>Acknowledgement: it lets the next packets go</title>
        </line>
      ))}
      {arrows.map((arrow) => (
        <Arrow key={arrow.index} arrow={arrow} isChosen={arrow.index === chosen} onChoose={onChoose} />
      ))}
    </svg>
  );
}

/** Waits that are left out: two wavy lines across, and how long it was. */
function Breaks({ picture: { breaks, width } }: { readonly picture: LadderPicture }) {
  return breaks.map(({ y, fromNs, toNs }) => (
    <g key={fromNs} data-break="">
      <rect x={0} y={y - BREAK_PX / 4} width={width} height={BREAK_PX / 2} className="fill-surface-2" />
      {[-1, 1].map((side) => (
        <path
          key={side}
          d={`M0,${y + (side * BREAK_PX) / 4}${'q6,-5 12,0t12,0'.repeat(Math.ceil(width / 24))}`}
          fill="none"
          stroke="var(--line-control)"
        />
      ))}
      <text x={width / 2} y={y + 4} textAnchor="middle" fill="var(--text-2)" className="tabular-nums">
        {`${quantityText(formatMs((toNs - fromNs) / NS_PER_MS))} of waiting`}
      </text>
    </g>
  ));
}

interface ArrowProps {
  readonly arrow: LadderArrow;
  readonly isChosen: boolean;
  readonly onChoose: (index: number) => void;
}

/** One flight; the table below is its way by keyboard. */
function Arrow({ arrow, isChosen, onChoose }: ArrowProps) {
  const { from, to, flight, heldToY, label, index } = arrow;
  const look = flightLook(flight);
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const flat = Math.abs(angle) > 90 ? angle - 180 : angle;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const colour = `var(${look.token})`;
  return (
    <g
      onClick={() => onChoose(index)}
      className="cursor-pointer"
      data-flight={flight.kind}
      data-lost={flight.arrivedNs < 0 ? '' : undefined}
    >
      <title>{`${flightWords(flight)}: ${flight.bytes} B in ${flight.packets} ${flight.packets === 1 ? 'packet' : 'packets'}`}</title>
      {heldToY === null ? null : (
        <line x1={to.x} x2={to.x} y1={to.y} y2={heldToY} stroke="var(--slow)" strokeWidth={4} data-held="">
          <title>Arrived, but something before it was missing</title>
        </line>
      )}
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} stroke="transparent" strokeWidth={9} />
      <line
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        stroke={colour}
        strokeWidth={isChosen ? 3 : 1.5}
        strokeDasharray={look.dashes}
      />
      {flight.arrivedNs < 0 ? (
        <path d={`M${to.x - 4},${to.y - 4}l8,8m0,-8l-8,8`} stroke={colour} strokeWidth={2} />
      ) : (
        <path d="M0,0l-7,-3.5v7z" fill={colour} transform={`translate(${to.x},${to.y}) rotate(${angle})`} />
      )}
      {label === '' ? null : (
        <text
          transform={`translate(${middle.x},${middle.y}) rotate(${Math.abs(flat) > 30 ? 0 : flat})`}
          y={-4}
          textAnchor="middle"
          fill={colour}
          stroke="var(--surface-2)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {label}
        </text>
      )}
    </g>
  );
}
