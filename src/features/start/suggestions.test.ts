import { describe, expect, it } from 'vitest';
import { presetDesigns } from '../../../tests/support/preset-designs.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { suggestionsFor } from './suggestions.ts';

/** `client`, or `client > service > database`: each calls the next. */
function drawn(...chains: readonly string[]): Design {
  const nodes = new Set(chains.flatMap((chain) => chain.split(' > ')));
  return {
    ...EMPTY_DESIGN,
    nodes: [...nodes].map((kind) => ({ id: kind, kind, label: kind, position: { x: 0, y: 0 }, config: {} })),
    edges: chains.flatMap((chain) => {
      const names = chain.split(' > ');
      return names
        .slice(1)
        .map((target, i) => ({ id: `${names[i]}-${target}`, source: names[i] ?? '', target, config: {} }));
    }),
  };
}

function words(design: Design): readonly string[] {
  return suggestionsFor(design).map((suggestion) => suggestion.words);
}

describe('what can be placed next', () => {
  it.each([
    ['a client alone', drawn('client'), ['Add a service behind client']],
    ['a client and a service apart', drawn('client', 'service'), ['Connect client to service']],
    ['a service nobody calls', drawn('service > database'), ['Add a client that calls service']],
    ['a database nobody asks', drawn('client > service', 'database'), ['Connect service to database']],
    ['a service without data', drawn('client > service'), ['Add a database behind service']],
    [
      'a second service in front of the first, without a circle',
      drawn('client > load-balancer > service', 'api-gateway > service'),
      ['Connect load-balancer to api-gateway'],
    ],
    ['a whole path', drawn('client > load-balancer > service > database'), []],
    ['nothing', EMPTY_DESIGN, []],
  ])('for %s', (_, design, expected) => {
    expect(words(design)).toEqual(expected);
  });

  it.each(presetDesigns())('is nothing for $id, which is finished', ({ design }) => {
    expect(words(design)).toEqual([]);
  });
});
