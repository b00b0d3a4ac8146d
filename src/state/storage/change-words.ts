import type { Design } from '../../model/design.ts';

interface Identified {
  readonly id: string;
}

interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Compares by content: designs read from text share no objects. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function count(before: readonly Identified[], after: readonly Identified[]): Counts {
  const old = new Map(before.map((each) => [each.id, each]));
  const ids = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)).length,
    removed: before.filter(({ id }) => !ids.has(id)).length,
    changed: after.filter((each) => old.has(each.id) && !same(old.get(each.id), each)).length,
  };
}

function words({ added, removed, changed }: Counts, one: string, many: string): readonly string[] {
  const parts: readonly (readonly [number, string])[] = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${number} ${number === 1 ? one : many} ${verb}`);
}

/** What became of a design, in a few words: "2 components added, 1 connection removed". */
export function changeWords(before: Design, after: Design): string {
  const parts = [
    ...words(count(before.nodes, after.nodes), 'component', 'components'),
    ...words(count(before.edges, after.edges), 'connection', 'connections'),
    ...(before.name === after.name ? [] : ['renamed']),
    ...(before.description === after.description ? [] : ['described anew']),
    ...(same(before.scenario, after.scenario) ? [] : ['plan of faults changed']),
    ...(same(before.objectives, after.objectives) ? [] : ['objectives changed']),
    ...(same(before.run, after.run) ? [] : ['run settings changed']),
  ];
  return parts.length === 0 ? 'nothing changed' : parts.join(', ');
}
