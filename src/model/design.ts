import type { Action, ActionTarget } from './actions.ts';
import type { EdgeConfig } from './edge-spec.ts';
import type { Objective } from './objectives.ts';
import type { RunConfig } from './run-spec.ts';

/** Version of the document format this program writes. */
export const DESIGN_VERSION = 1;

/**
 * A design: the one document that is in a file, a link, a preset and the command line (simulation.md section 1).
 * Configurations hold only what differs from a default; `completeConfig` in `complete-config.ts` fills in the rest.
 */
export interface Design {
  readonly version: typeof DESIGN_VERSION;
  readonly name: string;
  readonly description: string;
  readonly nodes: readonly DesignNode[];
  readonly edges: readonly DesignEdge[];
  readonly scenario: readonly ScenarioEntry[];
  readonly objectives: readonly Objective[];
  readonly run: Partial<RunConfig>;
}

export interface DesignNode {
  readonly id: string;
  /** Id of a kind, for instance `service`. */
  readonly kind: string;
  readonly label: string;
  /** Canvas pixels; relative to the parent when there is one (as React Flow has it). */
  readonly position: { readonly x: number; readonly y: number };
  readonly size?: { readonly width: number; readonly height: number };
  /** Id of the region or zone this node is in. */
  readonly parent?: string;
  /** Overrides of the kind's defaults. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface DesignEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly config: Partial<EdgeConfig>;
}

/** A planned fault or change: from `atS` to `untilS` (simulated seconds), or for good. */
export interface ScenarioEntry {
  readonly id: string;
  readonly atS: number;
  readonly untilS?: number;
  readonly target: ActionTarget;
  readonly action: Action;
}

/** A design with nothing in it. */
export const EMPTY_DESIGN: Design = {
  version: DESIGN_VERSION,
  name: 'Untitled design',
  description: '',
  nodes: [],
  edges: [],
  scenario: [],
  objectives: [],
  run: {},
};
