import { findSpec } from '../../kinds/specs.ts';
import { ACTIONS, type ActionTarget, type ActionType } from '../../model/actions.ts';
import type { Design } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { indexOf } from '../../state/design-index.ts';

/** Kinds that keep answers and can be made to forget them. */
function remembers(spec: KindSpec): boolean {
  return 'ttlS' in spec.fields;
}

function placeOf(spec: KindSpec): 'client' | 'place' | 'node' | null {
  if (spec.container) return 'place';
  if (spec.provides.length > 0) return 'node';
  return spec.calls.length > 0 ? 'client' : null;
}

function fits(type: ActionType, spec: KindSpec, wholeNode: boolean): boolean {
  if (type === 'flush') return remembers(spec);
  if (type === 'certificate-expired') return spec.container || spec.provides.includes('http');
  if (type === 'dns-outage') return spec.provides.includes('dns');
  if (type === 'scale' || type === 'deploy') return wholeNode && 'replicas' in spec.fields;
  if (type === 'drain') return 'replicas' in spec.fields;
  return true;
}

/** Whether the source of an edge chooses among its edges, so that a weight means something: services call all of theirs. */
function picksByWeight(edgeId: string, design: Design): boolean {
  const { edges, nodes } = indexOf(design);
  const group = findSpec(nodes.get(edges.get(edgeId)?.source ?? '')?.kind ?? '')?.group;
  return group === 'routing' || group === 'clients';
}

/** Whether an edge is a record of a zone. */
function isRecord(edgeId: string, design: Design): boolean {
  const { edges, nodes } = indexOf(design);
  const edge = edges.get(edgeId);
  const answers = (id: string): boolean => findSpec(nodes.get(id)?.kind ?? '')?.provides.includes('dns') === true;
  return edge !== undefined && answers(edge.source) && !answers(edge.target);
}

/** Types of action that mean something for this target, in the order of `ACTIONS`; none for a note or a thing that is gone. */
export function allowedActions(target: ActionTarget, design: Design): readonly ActionType[] {
  const types = Object.keys(ACTIONS) as ActionType[];
  if ('edge' in target) {
    return types.filter((type) => {
      if (type === 'weight') return picksByWeight(target.edge, design);
      if (type === 'dns-record') return isRecord(target.edge, design);
      return (ACTIONS[type].on as readonly string[]).includes('edge');
    });
  }
  const node = indexOf(design).nodes.get(target.node);
  const spec = node === undefined ? undefined : findSpec(node.kind);
  const place = spec === undefined ? null : placeOf(spec);
  if (spec === undefined || place === null) return [];
  return types.filter(
    (type) =>
      (ACTIONS[type].on as readonly string[]).includes(place) && fits(type, spec, target.endpoint === undefined),
  );
}

/** Whether two targets are the same thing. */
export function sameTarget(a: ActionTarget, b: ActionTarget): boolean {
  if ('edge' in a || 'edge' in b) return 'edge' in a && 'edge' in b && a.edge === b.edge;
  return a.node === b.node && a.endpoint === b.endpoint;
}
