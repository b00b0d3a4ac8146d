import { findSpec, SPECS } from '../../kinds/specs.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { camera } from '../../state/camera.ts';
import { insertKind, replaceKind } from '../../state/canvas-edits.ts';
import { findEdge, findNode } from '../../state/design-index.ts';
import { currentDesign, reconnect } from '../../state/document.ts';
import { refusalBetween } from '../../state/edits/edges.ts';
import { replaceRefusal } from '../../state/edits/replace-kind.ts';
import { kindsBetween } from '../../state/edits/splice.ts';
import { select } from '../../state/selection.ts';
import { closeChoice, type Choice } from '../../state/tools.ts';
import { TypeAhead, type TypeAheadItem } from '../../ui/TypeAhead.tsx';
import { ListAt } from './ListAt.tsx';

const ALL_SPECS: readonly KindSpec[] = Object.values(SPECS);

/** One list of choices: what it is called, what is in it, and what taking one does. */
interface Offer {
  readonly label: string;
  readonly placeholder: string;
  readonly emptyText: string;
  readonly items: readonly TypeAheadItem[];
  readonly take: (id: string) => void;
}

function kindItem(spec: KindSpec, refusal: string | null = null): TypeAheadItem {
  return { id: spec.id, label: spec.name, icon: spec.icon, words: spec.summary, refusal };
}

/** Other ends for an edge: every component, with the reason where the rules refuse it. */
function endOffer(design: Design, edge: DesignEdge, end: 'source' | 'target'): Offer {
  const rest: Design = { ...design, edges: design.edges.filter((other) => other !== edge) };
  const kept = findNode(design, end === 'target' ? edge.source : edge.target);
  const items = design.nodes
    .filter((node) => node.id !== edge[end] && node.id !== kept?.id)
    .map((node): TypeAheadItem & { readonly refusal: string | null } => ({
      id: node.id,
      label: node.label,
      icon: findSpec(node.kind)?.icon ?? 'box',
      words: findSpec(node.kind)?.name ?? node.kind,
      refusal:
        end === 'target' ? refusalBetween(rest, edge.source, node.id) : refusalBetween(rest, node.id, edge.target),
    }))
    .filter((item) => findSpec(findNode(design, item.id)?.kind ?? '')?.group !== 'structure')
    .toSorted((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null));
  return {
    label: end === 'target' ? 'Change the target' : 'Change the source',
    placeholder: end === 'target' ? `Calls from ${kept?.label ?? ''} go to` : `Calls to ${kept?.label ?? ''} come from`,
    emptyText: 'No other component has that name.',
    items,
    take: (id) => {
      if (end === 'target') reconnect(edge.id, edge.source, id);
      else reconnect(edge.id, id, edge.target);
      select([], [edge.id]);
    },
  };
}

function insertOffer(design: Design, edge: DesignEdge): Offer {
  return {
    label: 'Insert a component',
    placeholder: 'Insert a component',
    emptyText: 'Nothing of that name fits between these two.',
    items: kindsBetween(design, edge.id).map((spec) => kindItem(spec)),
    take: (kind) => {
      const id = insertKind(edge.id, kind);
      if (id !== null) select([id]);
    },
  };
}

function kindOffer(design: Design, node: string): Offer {
  const items = ALL_SPECS.filter((spec) => spec.id !== findNode(design, node)?.kind).map((spec) => {
    const refusal = replaceRefusal(design, node, spec.id);
    return { ...kindItem(spec, refusal), refusal };
  });
  return {
    label: 'Replace with',
    placeholder: `Replace ${findNode(design, node)?.label ?? ''} with`,
    emptyText: 'No component of that name.',
    items: items.toSorted((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null)),
    take: (kind) => replaceKind(node, kind),
  };
}

function offerOf(choice: Choice): Offer | null {
  const design = currentDesign();
  if (choice.what === 'kind') return kindOffer(design, choice.node);
  const edge = findEdge(design, choice.edge);
  if (edge === undefined) return null;
  return choice.what === 'insert' ? insertOffer(design, edge) : endOffer(design, edge, choice.what);
}

/** The list that chooses another end of an edge, what to put onto it, or another kind for a component. */
export function ChoiceList({ choice }: { readonly choice: Choice }) {
  const offer = offerOf(choice);
  if (offer === null) return null;
  const { take, ...list } = offer;
  const done = () => {
    closeChoice();
    camera()?.focus();
  };
  return (
    <ListAt at={choice.at}>
      <TypeAhead
        {...list}
        onPick={(id) => {
          take(id);
          done();
        }}
        onClose={done}
      />
    </ListAt>
  );
}
