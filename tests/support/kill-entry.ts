import { EMPTY_DESIGN, type Design } from '../../src/model/design.ts';
import { currentDesign, setName } from '../../src/state/document.ts';
import { useSaveState } from '../../src/state/storage/save-state.ts';
import { session } from '../../src/state/storage/session.ts';

/** A design of some size, so that a save is more than a few bytes. */
const FIRST: Design = {
  ...EMPTY_DESIGN,
  name: '0',
  nodes: Array.from({ length: 60 }, (_, index) => ({
    id: `s${index}`,
    kind: 'service',
    label: `Service ${index}`,
    position: { x: 240 * (index % 8), y: 160 * Math.floor(index / 8) },
    config: {},
  })),
};

/** What a tab finds when it opens. */
interface Opened {
  readonly number: number;
  readonly nodes: number;
  readonly notice: string | null;
  readonly status: string;
}

/** Opens what is stored, as the page does. */
export async function open(): Promise<Opened> {
  await session.start(null, FIRST);
  const { name, nodes } = currentDesign();
  const { notice, status } = useSaveState.getState();
  return { number: Number(name), nodes: nodes.length, notice: notice?.title ?? null, status };
}

/** Edits as fast as a held-down key types, until the process is gone. */
export function startTyping(log: (number: number, atMs: number) => void): void {
  let number = Number(currentDesign().name);
  setInterval(() => {
    number += 1;
    setName(String(number));
    log(number, Date.now());
  }, 20);
}
