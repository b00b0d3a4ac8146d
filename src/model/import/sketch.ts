import type { InputRecord } from '../document/known-keys.ts';
import type { Rect } from '../edge-geometry.ts';
import type { FlowShape, KindSpec } from '../kind-spec.ts';
import type { Problem } from '../result.ts';

/** A box in another program's drawing or file. */
export interface SketchNode {
  /** What arrows call it; unique in its file. */
  readonly key: string;
  readonly label: string;
  /** Further words to guess its kind from (image, style). */
  readonly hints: readonly string[];
  readonly shape?: FlowShape;
  /** Id of a kind, when the file names one. */
  readonly kind?: string;
  /** There are boxes in it, or could be. */
  readonly isPlace: boolean;
  /** Key of the box it is in. */
  readonly parent?: string;
  /** Where it is, from the origin of the drawing. */
  readonly box?: Rect;
  readonly replicas?: number;
  /** What our own comment lines say about it: parts of a node of our format, not yet checked. */
  readonly carried?: InputRecord;
  /** Place in the file. */
  readonly path: string;
}

/** A box with the kind it was given. */
export interface TypedNode extends SketchNode {
  readonly id: string;
  readonly spec: KindSpec;
  /** Told by the file or by its words; otherwise it is the fallback. */
  readonly isKnown: boolean;
}

export interface SketchEdge {
  readonly source: string;
  readonly target: string;
  readonly carried?: InputRecord;
  readonly path: string;
}

/** What a reader understood of a file. */
export interface Sketch {
  /** "Mermaid flowchart", in messages. */
  readonly format: string;
  readonly name: string;
  readonly nodes: readonly SketchNode[];
  readonly edges: readonly SketchEdge[];
  /** Boxes nobody can type and no arrow touches become notes, not components. */
  readonly looseAreNotes: boolean;
  readonly carried?: InputRecord;
  readonly notices: readonly Problem[];
}
