import { defineKind } from '../../model/kind-spec.ts';
import { LOCATION_FIELD } from '../../model/location-field.ts';

export const spec = defineKind({
  id: 'region',
  name: 'Region',
  group: 'structure',
  icon: 'map-pin',
  summary: 'A place on the map. What is inside is there: distances follow from it.',
  whenToUse: 'To see what distance costs and what happens when a whole region fails.',
  whenToAvoid: 'For grouping only; use a group.',
  container: true,
  fields: { location: { ...LOCATION_FIELD, default: 'us-east' } },
  cardFields: ['location'],
  cardFigures: ['rate', 'errors'],
  provides: [],
  calls: [],
  recognition: {
    shape: 'rectangle',
    products: [],
    words: ['data center', 'datacenter', 'data centre', 'vpc', 'cloud'],
  },
  size: { width: 560, height: 360 },
});
