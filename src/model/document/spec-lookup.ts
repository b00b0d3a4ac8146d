import type { KindSpec } from '../kind-spec.ts';

/** Finds the spec of a kind, or undefined for an id that is no kind. Callers pass `findSpec` of `src/kinds/specs.ts`. */
export type SpecLookup = (kind: string) => KindSpec | undefined;
