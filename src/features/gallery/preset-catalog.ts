import { findSpec } from '../../kinds/specs.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';

/** What the gallery says about a preset beside what is in its document. */
export interface PresetEntry {
  /** Name of the file without its ending; also the name the command line knows it by. */
  readonly id: string;
  /** One line on what it teaches. */
  readonly teaches: string;
  readonly tags: readonly string[];
}

/** In the order of the gallery: from one queue to whole regions. */
const ENTRIES: readonly PresetEntry[] = [
  {
    id: 'single-server',
    teaches: 'Why a server that is 65 % busy already makes people wait.',
    tags: ['queueing', 'start here'],
  },
  {
    id: 'look-aside-cache',
    teaches: 'Where a hit ratio comes from, and what a flush does to the database.',
    tags: ['caching', 'data', 'start here'],
  },
  {
    id: 'two-tier-load-balancing',
    teaches: 'What L4 and L7 balancers each see, and how they fail differently.',
    tags: ['load balancing', 'failover'],
  },
  {
    id: 'balancing-algorithms',
    teaches: 'Which rules notice that one server is slower, and what ignorance costs.',
    tags: ['load balancing', 'algorithms'],
  },
  {
    id: 'power-of-two-choices',
    teaches: 'Why looking at two queues is nearly as good as looking at all.',
    tags: ['load balancing', 'algorithms', 'queueing'],
  },
  {
    id: 'path-routing',
    teaches: 'One door, several services, each sized for its own paths.',
    tags: ['load balancing', 'routing'],
  },
  {
    id: 'sticky-sessions-dead-server',
    teaches: 'What a lost server costs users who are tied to it.',
    tags: ['load balancing', 'failure'],
  },
  {
    id: 'sessions-in-a-cache',
    teaches: 'What sessions in memory and in a cache lose with a server and with the cache.',
    tags: ['load balancing', 'caching', 'failure'],
  },
  {
    id: 'corporate-nat',
    teaches: 'Why a whole company lands on one server under IP hash.',
    tags: ['load balancing', 'algorithms'],
  },
  {
    id: 'consistent-hash-lost-shard',
    teaches: 'How many objects move when a cache goes: modulo against ring.',
    tags: ['load balancing', 'caching', 'algorithms'],
  },
  {
    id: 'passive-vs-active-checks',
    teaches: 'Who finds a process that hangs, how soon, and at whose cost.',
    tags: ['load balancing', 'failure', 'failover'],
  },
  {
    id: 'rolling-restart',
    teaches: 'What a new version costs with and without draining.',
    tags: ['release', 'load balancing'],
  },
  {
    id: 'autoscaling',
    teaches: 'How soon more replicas help, and what the time until then costs.',
    tags: ['load balancing', 'scaling', 'queueing'],
  },
  {
    id: 'client-side-balancing',
    teaches: 'No balancer in the path, and what an old list of instances costs.',
    tags: ['load balancing', 'naming', 'failure'],
  },
  {
    id: 'canary-rollback',
    teaches: 'A release that takes itself back before most users meet it.',
    tags: ['release', 'load balancing'],
  },
  {
    id: 'blue-green',
    teaches: 'A switch at once, and the second pool that makes it harmless.',
    tags: ['release', 'load balancing'],
  },
  {
    id: 'canary-split',
    teaches: 'How a bad release hides in 5 % of the traffic, and shows at 25 %.',
    tags: ['load balancing', 'release'],
  },
  {
    id: 'retry-storm',
    teaches: 'How retries keep a system down after its fault has ended.',
    tags: ['resilience', 'failure'],
  },
  {
    id: 'cdn-with-origin',
    teaches: 'What distance costs, and who no longer pays it behind a CDN.',
    tags: ['caching', 'geography'],
  },
  {
    id: 'cold-and-warm-connections',
    teaches: 'What opening a connection costs, and what keeping it saves.',
    tags: ['network', 'connections', 'start here'],
  },
  {
    id: 'page-far-and-near',
    teaches: 'Why distance counts three times before a page begins to show.',
    tags: ['network', 'geography'],
  },
  {
    id: 'tls-versions',
    teaches: 'Round trips of seven handshakes, side by side.',
    tags: ['network', 'connections'],
  },
  {
    id: 'slow-start',
    teaches: 'Why a large answer takes several round trips on a fast line.',
    tags: ['network', 'connections'],
  },
  {
    id: 'http-versions-under-loss',
    teaches: 'What one lost packet holds up in HTTP/1.1, 2 and 3.',
    tags: ['network', 'connections', 'failure'],
  },
  {
    id: 'tcp-and-udp-under-loss',
    teaches: 'Late or never: what a lost packet means to each.',
    tags: ['network', 'failure', 'real time'],
  },
  {
    id: 'call-over-udp-and-tcp',
    teaches: 'Why voice travels over UDP: lost is better than late.',
    tags: ['network', 'protocols', 'failure'],
  },
  {
    id: 'rest-outside-grpc-inside',
    teaches: 'What protobuf saves in bytes and time, and what the gateway that translates pays for it.',
    tags: ['network', 'connections', 'routing'],
  },
  {
    id: 'grpc-pinned-behind-l4',
    teaches: 'Why half of the replicas idle behind a balancer that sees connections.',
    tags: ['network', 'load balancing', 'connections'],
  },
  {
    id: 'dns-step-by-step',
    teaches: 'Who is asked for an address, and who remembers it.',
    tags: ['naming', 'network'],
  },
  {
    id: 'dns-failover',
    teaches: 'Why users keep failing after DNS has moved on.',
    tags: ['naming', 'failover', 'geography'],
  },
  {
    id: 'two-regions',
    teaches: 'Serving users nearby, and carrying both halves when one region is lost.',
    tags: ['geography', 'failover', 'data'],
  },
  {
    id: 'websocket-fan-out',
    teaches: 'Where 300 open connections end when their gateway dies, and what fan-out costs.',
    tags: ['real time', 'connections'],
  },
];

export interface Preset extends PresetEntry {
  readonly design: Design;
}

const files = import.meta.glob<unknown>('../../../presets/*.json', { eager: true, import: 'default' });

function openPreset(entry: PresetEntry): Preset {
  const read = readDesign(files[`../../../presets/${entry.id}.json`], findSpec);
  // A preset is part of the program: tests/golden/presets.test.ts reads every one, so a bad one never ships.
  if (!read.ok) throw new RangeError(`Preset ${entry.id}: ${read.problems.map(({ message }) => message).join(' ')}`);
  return { ...entry, design: read.value };
}

/** Every preset, in the order of the gallery. */
export const PRESETS: readonly Preset[] = ENTRIES.map(openPreset);

function searchText({ teaches, tags, design }: Preset): string {
  const kinds = new Set(design.nodes.map(({ kind }) => findSpec(kind)?.name ?? kind));
  return [design.name, teaches, ...tags, ...kinds, design.description].join(' ').toLowerCase();
}

/** Presets in which every word of the query occurs, and that have the tag when one is given. */
export function findPresets(
  query: string,
  tag: string | null,
  presets: readonly Preset[] = PRESETS,
): readonly Preset[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return presets.filter((preset) => {
    if (tag !== null && !preset.tags.includes(tag)) return false;
    const text = searchText(preset);
    return words.every((word) => text.includes(word));
  });
}

/** Every tag, the most used first, then by name. */
export function presetTags(presets: readonly Preset[] = PRESETS): readonly string[] {
  const counts = new Map<string, number>();
  for (const { tags } of presets) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([tag]) => tag);
}
