import type { EdgeFigures } from '../../state/figure-rows.ts';
import { healthOfUtilization, type Health } from '../../state/health.ts';
import type { OverlayMode } from '../../state/settings.ts';
import { quantityText, type Quantity } from '../../model/units.ts';

export interface EdgeLook {
  readonly widthPx: number;
  /** Picks colour and dash together, so that colour is never the only sign. */
  readonly level: Health;
  /** The figure of the overlay, in words; null when there is none. */
  readonly text: string | null;
}

const REST: EdgeLook = { widthPx: 1.5, level: 'idle', text: null };

function shown(quantity: Quantity): string | null {
  return quantity.number === '–' ? null : quantityText(quantity);
}

/** From this share of the time of its calls on, the connections of an edge are worth a look: a third of the waiting could be saved by keeping them. */
const MUCH_HANDSHAKING = 0.3;

/** How many connections are open, and how much of its calls' time goes into opening them. */
function connectionsLook({ connections }: EdgeFigures): Pick<EdgeLook, 'level' | 'text'> {
  if (connections === null) return { level: 'idle', text: null };
  const { open, handshakeShare } = connections;
  const share = handshakeShare > 0 ? `, ${(100 * handshakeShare).toFixed(0)}\u00a0% handshakes` : '';
  return {
    level: handshakeShare >= MUCH_HANDSHAKING ? 'warn' : 'idle',
    text: `${quantityText(open)} open${share}`,
  };
}

/** What an edge looks like under one overlay. Reasons of failures are on the cards, where there is room for words. Width always tells the rate; colour and dash tell the overlay's own judgement. */
export function edgeLook(figures: EdgeFigures | null, mode: OverlayMode): EdgeLook {
  if (figures === null) return REST;
  const { widthPx } = figures;
  switch (mode) {
    case 'rate':
      return { widthPx, level: figures.health === 'fail' ? 'fail' : 'idle', text: shown(figures.rate) };
    case 'latency':
      return { widthPx, level: 'idle', text: shown(figures.p95) };
    case 'errors':
      return {
        widthPx,
        level: figures.health,
        text: shown(figures.errors),
      };
    case 'load':
      return {
        widthPx,
        level: healthOfUtilization(Number.parseFloat(figures.load.number) / 100),
        text: shown(figures.load),
      };
    case 'connections':
      return { widthPx, ...connectionsLook(figures) };
  }
}
