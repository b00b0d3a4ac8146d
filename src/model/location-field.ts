import { choice } from './fields.ts';
import { LOCATIONS } from './geography.ts';

/** Where something is: a location of `geography.ts`, or nowhere in particular (in the same zone as what it talks to). */
export const LOCATION_FIELD = choice({
  label: 'Location',
  help: 'Distances to other places follow from here.',
  options: [
    { value: 'local', label: 'Right here (no distance)' },
    ...LOCATIONS.map(({ id, name }) => ({ value: id, label: name })),
  ],
  default: 'local',
});
