import { findSpec, SPECS } from '../../kinds/specs.ts';
import type { Design, DesignEdge } from '../../model/design.ts';
import { completeEdge } from '../../model/complete-config.ts';
import { defaultsOf } from '../../model/fields.ts';
import { GRPC_FIELDS } from '../../model/grpc-fields.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { absoluteBox, findEdge, findNode } from '../design-index.ts';
import { changeEdge } from './edges.ts';
import { freshLabel } from './fresh-id.ts';
import { changeNode } from './nodes.ts';
import { shift } from './roles.ts';
import { insertKind, middleOfEdge } from './splice.ts';

type Config = DesignEdge['config'];

/** Free space that a card put between two others has on either side, in canvas pixels. */
const GAP = 88;

const { json } = GRPC_FIELDS.encoding.variants;
const JSON_ENCODING = { type: 'json', ...defaultsOf(json.fields) } as const;
/** What only gRPC has: it stays on the half of the call that goes on in it. */
const GRPC_ONLY = ['streaming', 'passDeadline', 'retryOn', 'retryThrottle'] as const;

/** The kind that can stand between two protocols. */
function translator(): KindSpec | undefined {
  return Object.values<KindSpec>(SPECS).find(({ bodies }) => bodies === 'translated');
}

function without(config: Config, names: readonly string[]): Config {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));
}

function pick(config: Config, names: readonly string[]): Config {
  return Object.fromEntries(Object.entries(config).filter(([name]) => names.includes(name)));
}

/** Room for one more card between the ends of an edge: what stands right of the caller moves on. */
function makeRoom(design: Design, edge: DesignEdge, width: number): Design {
  const source = findNode(design, edge.source);
  const target = findNode(design, edge.target);
  if (source === undefined || target === undefined || source.parent !== target.parent) return design;
  const from = absoluteBox(design, source);
  const free = absoluteBox(design, target).x - (from.x + from.width);
  const missing = width + 2 * GAP - free;
  return free < 0 || missing <= 0 ? design : shift(design, source, target.position.x, Math.ceil(missing / 8) * 8);
}

/** Puts a gateway without a check or a limit of its own between the ends of a gRPC edge; what goes on from it is the gRPC call as it was. */
function insertTranslator(design: Design, id: string, label: string, outside: (config: Config) => Config): Design {
  const edge = findEdge(design, id);
  const spec = translator();
  if (edge === undefined || spec === undefined) return design;
  const roomy = makeRoom(design, edge, spec.size.width);
  const middle = middleOfEdge(roomy, id);
  const inserted = middle === null ? { design, id: null } : insertKind(roomy, id, spec.id, middle);
  const gateway = inserted.id;
  if (gateway === null) return design;
  const inside = inserted.design.edges.find(({ source, target }) => source === gateway && target === edge.target)?.id;
  const labels = new Set(design.nodes.map((node) => node.label));
  const named = changeNode(inserted.design, gateway, (node) => ({
    ...node,
    label: freshLabel(label, labels),
    config: { ...node.config, authentication: false, limitBy: 'off' },
  }));
  const outer = changeEdge(named, id, (call) => ({ ...call, config: outside(without(call.config, GRPC_ONLY)) }));
  return changeEdge(outer, inside ?? '', (call) => ({
    ...call,
    config: { ...call.config, protocol: 'grpc', ...pick(edge.config, [...GRPC_ONLY, 'encoding']) },
  }));
}

/** A gRPC-Web proxy on the edge: pages speak gRPC-Web to it, and it speaks gRPC to what they called. */
export function insertGrpcWebProxy(design: Design, id: string): Design {
  return insertTranslator(design, id, 'gRPC-Web proxy', (config) => ({ ...config, protocol: 'grpc-web' }));
}

/** REST as a page speaks it, JSON where encodings are counted. */
function asRest(config: Config): Config {
  const isCounted = completeEdge(config).encoding.type !== 'plain';
  return {
    ...without(config, [...GRPC_ONLY, 'encoding']),
    protocol: 'http2',
    ...(isCounted ? { encoding: JSON_ENCODING } : {}),
  };
}

/** Whether the call already goes to a gateway: then that one can translate. */
export function hasGateway(design: Design, id: string): boolean {
  const target = findNode(design, findEdge(design, id)?.target ?? '');
  return findSpec(target?.kind ?? '')?.bodies === 'translated';
}

/** REST outside, gRPC inside: a gateway between the two, which is put there unless the call goes to one. */
export function restOutside(design: Design, id: string): Design {
  const edge = findEdge(design, id);
  if (edge === undefined) return design;
  if (!hasGateway(design, id)) return insertTranslator(design, id, 'API gateway', asRest);
  const outer = changeEdge(design, id, (call) => ({ ...call, config: asRest(call.config) }));
  const inside = pick(edge.config, [...GRPC_ONLY, 'encoding']);
  return outer.edges
    .filter(({ source }) => source === edge.target)
    .reduce(
      (next, { id: onward }) =>
        changeEdge(next, onward, (call) =>
          call.config.protocol === 'grpc' ? call : { ...call, config: { ...inside, ...call.config, protocol: 'grpc' } },
        ),
      outer,
    );
}
