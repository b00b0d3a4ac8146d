import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'zone',
  name: 'Zone',
  group: 'structure',
  icon: 'square-dashed',
  summary: 'A data centre of its own inside a region. Calls to another zone cross the city.',
  whenToUse: 'To place replicas so that one data centre may fail.',
  whenToAvoid: 'Outside a region: a zone needs a city to be in.',
  container: true,
  fields: {},
  cardFields: [],
  cardFigures: ['rate', 'errors'],
  provides: [],
  calls: [],
  recognition: {
    shape: 'rectangle',
    products: [],
    words: ['availability zone', 'az', 'subnet', 'rack'],
  },
  size: { width: 280, height: 300 },
});
