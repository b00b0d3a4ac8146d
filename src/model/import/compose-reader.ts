import { isRecord, ownValue, type InputRecord } from '../document/known-keys.ts';
import type { KindSpec } from '../kind-spec.ts';
import { LIMITS } from '../limits.ts';
import { refuse, succeed, type Result } from '../result.ts';
import { guessKind } from './guess-kind.ts';
import { importProblem } from './problem-codes.ts';
import type { Sketch, SketchEdge, SketchNode } from './sketch.ts';

export const COMPOSE_FORMAT = 'Docker Compose file';

/** Parts of a file that say nothing about who calls whom. */
const OTHER_PARTS = ['volumes', 'networks', 'secrets', 'configs'];

/** Texts of a list or of the values of a map. */
function textsOf(value: unknown): readonly string[] {
  const values = Array.isArray(value)
    ? (value as readonly unknown[])
    : isRecord(value)
      ? Object.values(value)
      : [value];
  return values.flatMap((one) => (typeof one === 'string' ? [one] : typeof one === 'number' ? [String(one)] : []));
}

/** Names of a list, or keys of a map. */
function namesOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : textsOf(value);
}

/** `docker.io/bitnami/redis:7.2@sha256:...` without where it comes from and which version it is. */
function imageName(image: unknown): string {
  if (typeof image !== 'string') return '';
  return image
    .slice(0, 300)
    .replace(/@.*$/, '')
    .replace(/:[\w.-]+$/, '')
    .split('/')
    .slice(-2)
    .join(' ');
}

function replicasOf(service: InputRecord): number | undefined {
  const deploy = ownValue(service, 'deploy');
  const count = (isRecord(deploy) ? ownValue(deploy, 'replicas') : undefined) ?? ownValue(service, 'scale');
  const number = typeof count === 'string' ? Number(count) : count;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= 1_000_000
    ? number
    : undefined;
}

/** Services whose names stand in a text as the host of an address: `postgres://u@db:5432/x`, `cache:6379`, `api`. */
function hostsIn(text: string, names: ReadonlySet<string>): readonly string[] {
  const short = text.slice(0, 4_000);
  if (names.has(short)) return [short];
  const isAddress = short.includes('://');
  return [...short.matchAll(/[\w.-]+(?=(:\d)?)/g)].flatMap(([word, port]) =>
    names.has(word) && (isAddress || port !== undefined) ? [word] : [],
  );
}

/** Whom a service says it calls, in the order of the file, each once. */
function callsOf(name: string, service: InputRecord, names: ReadonlySet<string>): readonly string[] {
  const links = textsOf(ownValue(service, 'links')).map((link) => link.split(':')[0] ?? '');
  const declared = [...namesOf(ownValue(service, 'depends_on')), ...links].filter((other) => names.has(other));
  const addresses = [...textsOf(ownValue(service, 'environment')), ...textsOf(ownValue(service, 'command'))].flatMap(
    (text) =>
      // "KEY=value" in a list
      hostsIn(text.replace(/^\w+=/, ''), names),
  );
  return [...new Set([...declared, ...addresses])].filter((other) => other !== name);
}

/** Published ports: somebody outside calls it. */
function isPublished(service: InputRecord): boolean {
  const ports = ownValue(service, 'ports');
  return Array.isArray(ports) && ports.length > 0;
}

/** A client in front of what is published and nobody inside calls; of all that is published if there is no such thing. */
function clientInFront(
  nodes: readonly SketchNode[],
  edges: readonly SketchEdge[],
  published: ReadonlySet<string>,
  specs: readonly KindSpec[],
): { readonly nodes: readonly SketchNode[]; readonly edges: readonly SketchEdge[] } {
  const spec = specs.find(({ group }) => group === 'clients');
  const called = new Set(edges.map(({ target }) => target));
  const answers = (node: SketchNode): boolean => {
    const kind = guessKind([...node.hints, node.label], undefined, specs)?.spec;
    return kind === undefined || kind.provides.some((protocol) => spec?.calls.includes(protocol));
  };
  const open = nodes.filter((node) => published.has(node.key) && answers(node));
  const doors = open.some(({ key }) => !called.has(key)) ? open.filter(({ key }) => !called.has(key)) : open;
  if (spec === undefined || doors.length === 0) return { nodes, edges };
  const client: SketchNode = {
    key: ' client',
    label: 'Users',
    hints: [],
    kind: spec.id,
    isPlace: false,
    path: 'services',
  };
  return {
    nodes: [client, ...nodes],
    edges: [...doors.map(({ key, path }) => ({ source: client.key, target: key, path: `${path}.ports` })), ...edges],
  };
}

/**
 * Reads a Compose file that has been parsed.
 * @param specs all kinds, to know who can be called from outside
 */
export function readCompose(file: InputRecord, specs: readonly KindSpec[]): Result<Sketch> {
  const services = ownValue(file, 'services');
  if (!isRecord(services)) return refuse(importProblem('RT406', 'services', {}));
  const entries = Object.entries(services).slice(0, LIMITS.nodes + 1);
  const names = new Set(entries.map(([name]) => name));
  const nodes = entries.map(([name, value]): SketchNode => {
    const service = isRecord(value) ? value : {};
    const replicas = replicasOf(service);
    const image = imageName(ownValue(service, 'image'));
    return {
      key: name,
      label: name,
      hints: image === '' ? [] : [image],
      isPlace: false,
      path: `services.${name}`,
      ...(replicas === undefined ? {} : { replicas }),
    };
  });
  const edges = entries.flatMap(([name, value]): readonly SketchEdge[] =>
    isRecord(value)
      ? callsOf(name, value, names).map((target) => ({ source: name, target, path: `services.${name}` }))
      : [],
  );
  const published = new Set(entries.flatMap(([name, value]) => (isRecord(value) && isPublished(value) ? [name] : [])));
  const parts = OTHER_PARTS.filter((part) => ownValue(file, part) !== undefined);
  const title = ownValue(file, 'name');
  return succeed({
    format: COMPOSE_FORMAT,
    name: typeof title === 'string' ? title : 'Docker Compose',
    ...clientInFront(nodes, edges, published, specs),
    looseAreNotes: false,
    notices: parts.length === 0 ? [] : [importProblem('RT454', '', { names: parts.join(', ') })],
  });
}
