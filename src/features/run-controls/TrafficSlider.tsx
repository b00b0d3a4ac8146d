import { simulation } from '../../simulation-client/simulation-client.ts';
import { useRun } from '../../state/run.ts';
import { factorAt, positionOf, TRAFFIC_ONCE, TRAFFIC_POSITIONS } from './traffic-scale.ts';

/** How much of their configured rate all clients send, from nothing to ten times; the scale is logarithmic. */
export function TrafficSlider() {
  const factor = useRun((run) => run.trafficFactor);
  const set = (position: number) => void simulation.setTraffic(factorAt(position));
  return (
    <span
      className="flex items-center gap-1.5"
      title="Traffic of all clients, as a multiple of their rate. Double-click for the configured rate."
    >
      <span className="text-sm text-text-2">Traffic</span>
      <input
        type="range"
        aria-label="Traffic"
        aria-valuetext={`${factor} times the configured rate`}
        min={0}
        max={TRAFFIC_POSITIONS}
        value={positionOf(factor)}
        onChange={(event) => set(event.target.valueAsNumber)}
        onDoubleClick={() => set(TRAFFIC_ONCE)}
        className="h-6 w-24 accent-(--accent)"
      />
      <span className="w-9 text-sm font-medium text-text-1 tabular-nums">
        {factor}
        <span className="text-text-3"> ×</span>
      </span>
    </span>
  );
}
