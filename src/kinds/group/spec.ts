import { defineKind } from '../../model/kind-spec.ts';

export const spec = defineKind({
  id: 'group',
  name: 'Group',
  group: 'structure',
  icon: 'group',
  summary: 'Components that belong together: they are selected and moved as one. It is no place of its own.',
  whenToUse: 'To show a team, a product or a layer, and to move it around as a whole.',
  whenToAvoid: 'For distance or shared fate: that is what regions and zones are for.',
  container: true,
  movesAsOne: true,
  fields: {},
  cardFields: [],
  cardFigures: ['rate', 'errors'],
  provides: [],
  calls: [],
  size: { width: 320, height: 200 },
});
