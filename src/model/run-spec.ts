import { choice, integer, number, type ConfigOf } from './fields.ts';

/** Parameters of a run. */
export const RUN_FIELDS = {
  seed: integer({
    label: 'Seed',
    help: 'The same seed gives the same run, request by request.',
    unit: 'none',
    min: 0,
    max: 4_294_967_295,
    default: 1,
  }),
  durationS: number({
    label: 'Duration',
    help: 'Simulated time of the run.',
    unit: 's',
    min: 0.001,
    max: 86_400,
    default: 120,
  }),
  warmupS: number({
    label: 'Warm-up',
    help: 'Latencies and rates of the report leave out what ended before this time.',
    unit: 's',
    min: 0,
    max: 86_400,
    default: 5,
  }),
  speed: choice({
    label: 'Speed',
    help: 'Simulated seconds per second on the clock.',
    options: [
      { value: '0.001', label: '1/1000' },
      { value: '0.01', label: '1/100' },
      { value: '0.1', label: '1/10' },
      { value: '1', label: 'Real time' },
      { value: '10', label: '10 ×' },
      { value: '60', label: '60 ×' },
      { value: 'max', label: 'As fast as it goes' },
    ],
    default: '1',
  }),
} as const;

export type RunConfig = ConfigOf<typeof RUN_FIELDS>;
export type Speed = RunConfig['speed'];

/** Simulated seconds per second of a speed; Infinity for as fast as it goes. */
export function speedFactor(speed: Speed): number {
  return speed === 'max' ? Infinity : Number(speed);
}
