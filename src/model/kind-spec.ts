import type { ConfigOf, Fields } from './fields.ts';

/** What a node answers to. An edge is legal when its source calls something its target provides. */
export type Protocol = 'http' | 'dns' | 'cache' | 'sql' | 'discovery';

/** The five groups of the palette, and `structure` for places and notes. */
export type KindGroup = 'clients' | 'routing' | 'compute' | 'data' | 'realtime' | 'structure';

/** The outlines a flowchart has for a box, by the names Mermaid uses in its documentation ("Node shapes"). */
export type FlowShape =
  | 'rectangle'
  | 'rounded'
  | 'stadium'
  | 'subroutine'
  | 'cylinder'
  | 'circle'
  | 'rhombus'
  | 'hexagon'
  | 'trapezoid'
  | 'parallelogram'
  | 'flag';

/** How a kind is told from what other programs' drawings and files call it, beside its own name and id. */
export interface Recognition {
  /** Outline in a flowchart. */
  readonly shape: FlowShape;
  /** Names of products and images (`postgres`, `nginx`), in lower case: these are never meant otherwise. */
  readonly products: readonly string[];
  /** Plain words for it (`db`, `load balancer`), in lower case, singular. */
  readonly words: readonly string[];
}

/** A figure a kind can put on its card, on top of rate and latency. */
export type CardFigure =
  | 'rate'
  | 'p95'
  | 'hitRatio'
  | 'utilization'
  | 'queue'
  | 'inFlight'
  | 'errors'
  | 'lost'
  | 'late'
  | 'notModified';

type TwoFigures = readonly [CardFigure, CardFigure];

/** How a card that stands for several can be replaced by cards of the same kind with one role each, and put together again. */
export interface Expansion {
  /** What expanding does, in one sentence. */
  readonly help: string;
  /** The choice field that holds the role; its value for a card that stands for all, and for the one that others call. */
  readonly field: string;
  readonly whole: string;
  readonly front: string;
  /** The other roles, called by the front; the last one takes over the outgoing edges. `distance`: the field that is the round trip to it. */
  readonly parts: readonly { readonly role: string; readonly label: string; readonly distance: string }[];
  /** The field that is the packet loss between front and parts. */
  readonly loss: string;
}

/**
 * Everything about a component kind that is not behaviour or drawing. `src/kinds/<id>/spec.ts` holds exactly one.
 * A kind without `provides` and `calls` takes no edges (regions, zones, notes).
 */
export interface KindSpec<F extends Fields = Fields> {
  readonly id: string;
  readonly name: string;
  readonly group: KindGroup;
  /** Name of a lucide icon, in kebab-case. */
  readonly icon: string;
  readonly summary: string;
  readonly whenToUse: string;
  readonly whenToAvoid: string;
  /** Nodes dropped inside belong to it and move along. */
  readonly container: boolean;
  /** A container that is no place: a click selects all of it, and what is inside stays where the containers around say. */
  readonly movesAsOne?: boolean;
  readonly fields: F;
  /** Names of the two or three fields shown on the card while nothing runs. */
  readonly cardFields: readonly string[];
  /** The two live figures of the card while running. */
  readonly cardFigures: TwoFigures;
  /** Others in their place, where the configuration makes others matter; null where it does not. */
  readonly cardFiguresFor?: (config: Readonly<Record<string, unknown>>) => TwoFigures | null;
  readonly provides: readonly Protocol[];
  readonly calls: readonly Protocol[];
  /** What it does with the bodies of messages: reads and writes them, or translates where its two sides differ; left out, it passes them on. */
  readonly bodies?: 'read' | 'translated';
  /** It answers a request with what its own call was answered with. */
  readonly passesAnswersOn?: boolean;
  readonly expansion?: Expansion;
  /** Reason shown when someone tries to call this kind from one that may not; the default names the protocols. */
  readonly refusal?: string;
  /** How it is found in other programs' files and drawn in theirs. Left out: by its name only, as a rectangle. */
  readonly recognition?: Recognition;
  /** Default size of the card in canvas pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** A spec with its field names checked: a card can only show fields that exist. */
export function defineKind<const F extends Fields>(
  spec: KindSpec<F> & { readonly cardFields: readonly (keyof NoInfer<F> & string)[] },
): KindSpec<F> {
  return spec;
}

/** The full configuration of a kind. */
export type KindConfig<S> = S extends KindSpec<infer F> ? ConfigOf<F> : never;

/** The two live figures of a card with a configuration. */
export function cardFiguresOf(spec: KindSpec, config: Readonly<Record<string, unknown>>): TwoFigures {
  return spec.cardFiguresFor?.(config) ?? spec.cardFigures;
}
