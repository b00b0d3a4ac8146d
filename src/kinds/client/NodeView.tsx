import type { NodeViewProps } from '../../model/node-view.ts';
import type { KindConfig } from '../../model/kind-spec.ts';
import { Sparkline } from '../../ui/Sparkline.tsx';
import type { spec } from './spec.ts';

type Load = KindConfig<typeof spec>['load'];

const SAMPLES = 24;

/** The shape of the load over time, drawn from its parameters: relative rates at evenly spaced moments. */
export function loadShape(load: Load): readonly number[] {
  const moments = Array.from({ length: SAMPLES }, (_, i) => i / (SAMPLES - 1));
  switch (load.type) {
    case 'ramp':
      return moments.map((at) => load.fromPerSecond + (load.toPerSecond - load.fromPerSecond) * Math.min(1, at * 1.4));
    case 'spike':
      return moments.map((at) => (at > 0.4 && at < 0.65 ? load.spikePerSecond : load.ratePerSecond));
    case 'wave':
      // A triangle is close enough to a sine at this size, and needs none.
      return moments.map((at) => load.ratePerSecond * (1 + load.swingRatio * (1 - 4 * Math.abs(((at * 2) % 1) - 0.5))));
    case 'stages': {
      const rates = load.stages.map((stage) => stage.ratePerSecond);
      return rates.length === 1 ? [0, ...rates] : rates;
    }
    case 'poisson':
    case 'constant':
    case 'closed-loop':
      return moments.map(() => 1);
  }
}

/** A small picture of the load; steady loads need none. */
export function NodeView({ config }: NodeViewProps) {
  const load = config['load'] as Load;
  if (load.type === 'poisson' || load.type === 'constant' || load.type === 'closed-loop') return null;
  return <Sparkline values={loadShape(load)} width={40} height={18} className="text-accent" />;
}
