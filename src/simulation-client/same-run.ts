import type { Design, DesignNode } from '../model/design.ts';

function sameNode(a: DesignNode, b: DesignNode): boolean {
  return (
    a === b ||
    (a.id === b.id && a.kind === b.kind && a.parent === b.parent && a.label === b.label && a.config === b.config)
  );
}

function sameItems<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => same(item, b[index] as T)));
}

/** Whether two designs run alike: where a card lies on the canvas, how large it is and how the design is called changes nothing. */
export function runsAlike(a: Design, b: Design): boolean {
  return (
    a === b ||
    (a.scenario === b.scenario &&
      a.objectives === b.objectives &&
      a.run === b.run &&
      sameItems(a.edges, b.edges, (one, other) => one === other) &&
      sameItems(a.nodes, b.nodes, sameNode))
  );
}
