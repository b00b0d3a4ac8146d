import { LOCATIONS } from '../../model/geography.ts';
import type { NodeViewProps } from '../../model/node-view.ts';

/** The place on the map, behind the name on the region's tab. */
export function NodeView({ config }: NodeViewProps) {
  const place = LOCATIONS.find((location) => location.id === config['location']);
  return place === undefined ? null : <span className="text-text-3">{place.name}</span>;
}
