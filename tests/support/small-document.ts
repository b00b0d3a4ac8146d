export type Json = Record<string, unknown>;

/** Parts of a small valid document, for tests that change one thing in it. */
export const CLIENT = { id: 'users', kind: 'client', label: 'Users', position: { x: 0, y: 0 } };
export const SERVICE = { id: 'api', kind: 'service', label: 'Checkout', position: { x: 300, y: 0 } };
export const DATABASE = { id: 'db', kind: 'database', label: 'Orders', position: { x: 600, y: 0 } };
export const REGION = { id: 'region', kind: 'region', label: 'Dublin', position: { x: 0, y: 300 } };
export const NOTE = { id: 'note', kind: 'note', label: 'Note', position: { x: 0, y: 0 } };
export const CALL = { id: 'users-api', source: 'users', target: 'api' };

/** A small valid document with parts replaced. */
export function documentWith(parts: Json = {}): Json {
  return { version: 1, nodes: [CLIENT, SERVICE, DATABASE, REGION, NOTE], edges: [CALL], ...parts };
}

export function serviceWith(parts: Json): Json {
  return documentWith({ nodes: [CLIENT, { ...SERVICE, ...parts }, DATABASE, REGION, NOTE] });
}

export function serviceConfigWith(config: Json): Json {
  return serviceWith({ config });
}

export function clientConfigWith(config: Json): Json {
  return documentWith({ nodes: [{ ...CLIENT, config }, SERVICE] });
}

export function edgeWith(parts: Json): Json {
  return documentWith({ edges: [{ ...CALL, ...parts }] });
}

export function entryWith(parts: Json): Json {
  return documentWith({
    scenario: [{ id: 'a', atS: 10, target: { node: 'api' }, action: { type: 'crash' }, ...parts }],
  });
}

export function objectiveWith(parts: Json): Json {
  return documentWith({ objectives: [{ metric: 'p99Ms', comparison: '<', value: 250, ...parts }] });
}

export function many(count: number, make: (place: number) => Json): readonly Json[] {
  return Array.from({ length: count }, (_, place) => make(place));
}
