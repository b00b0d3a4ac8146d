import { integer, number, variant, type FieldWords, type ValueOf } from './fields.ts';

/** Longest time a single draw may have as its mean: ten minutes. */
const MAX_MEAN_MS = 600_000;

function mean(help: string): ReturnType<typeof number> {
  return number({ label: 'Mean', help, unit: 'ms', min: 0, max: MAX_MEAN_MS, default: 10 });
}

/**
 * A distribution of times: its type and its parameters in the units people measure. The default is exponential.
 * @param words label and help of the parameter
 * @param type default distribution
 * @param defaults overrides, for instance `{ meanMs: 45, cv: 1 }`
 */
export function distribution(
  words: FieldWords,
  type: 'deterministic' | 'exponential' | 'lognormal',
  defaults: { meanMs: number; cv?: number },
) {
  return variant({
    ...words,
    variants: {
      deterministic: { label: 'Constant', fields: { meanMs: mean('Every draw is exactly this long.') } },
      exponential: {
        label: 'Exponential',
        fields: { meanMs: mean('Memoryless: the M of M/M/1. The standard deviation equals the mean.') },
      },
      erlang: {
        label: 'Erlang',
        fields: {
          meanMs: mean('Sum of k equal exponential phases.'),
          phases: integer({
            label: 'Phases',
            help: 'More phases: less variable. The squared coefficient of variation is 1 / phases.',
            unit: 'count',
            min: 1,
            max: 100,
            default: 4,
          }),
        },
      },
      lognormal: {
        label: 'Lognormal',
        fields: {
          meanMs: mean('Mean of the draws, not of their logarithm.'),
          cv: number({
            label: 'Coefficient of variation',
            help: 'Standard deviation divided by the mean. 1 is as variable as exponential, with a longer tail.',
            unit: 'none',
            min: 0,
            max: 20,
            default: 1,
          }),
        },
      },
      hyperexponential: {
        label: 'Hyperexponential',
        fields: {
          meanMs: mean('Mean of a mix of a fast and a slow exponential with balanced means.'),
          cv2: number({
            label: 'Squared coefficient of variation',
            help: 'Above 1: a few slow jobs among many fast ones.',
            unit: 'none',
            min: 1,
            max: 100,
            default: 4,
          }),
        },
      },
      pareto: {
        label: 'Pareto',
        fields: {
          meanMs: mean('Mean of the draws.'),
          shape: number({
            label: 'Shape',
            help: 'Smaller means a heavier tail; at 2 and below the variance is infinite.',
            unit: 'none',
            min: 1.05,
            max: 20,
            default: 2.5,
          }),
        },
      },
    },
    default: type,
    defaults,
  });
}

/** A configured distribution, for instance `{ type: 'exponential', meanMs: 10 }`. */
export type Distribution = ValueOf<ReturnType<typeof distribution>>;
