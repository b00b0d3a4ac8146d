import type { Page } from '@playwright/test';

/** What is needed here of React's own notes about a component (`Fiber` in react-reconciler). */
interface Fiber {
  readonly key: string | null;
  readonly tag: number;
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

interface CountingWindow {
  renderCounts: Record<string, number>;
}

/**
 * Counts how often components below an element with a key (cards and calls have their ids as keys) render again, by the hook
 * that React's tools use; production builds call it, too. What is drawn for the first time is not counted.
 */
export async function countRenders(page: Page): Promise<void> {
  await page.addInitScript(() => {
    /** Functions, and memoised ones. */
    const COMPONENT_TAGS = new Set([0, 14, 15]);
    /** The flag of a component whose function was called in this commit. */
    const PERFORMED_WORK = 1;
    const counting = globalThis as unknown as CountingWindow;
    counting.renderCounts = {};
    // A subtree that was not touched is the same object before and after; flags in it are old.
    const visit = (now: Fiber, before: Fiber | null, owner: string | null): void => {
      const id = now.key ?? owner;
      if (id !== null && before !== null && COMPONENT_TAGS.has(now.tag) && (now.flags & PERFORMED_WORK) !== 0) {
        counting.renderCounts[id] = (counting.renderCounts[id] ?? 0) + 1;
      }
      if (before !== null && now.child === before.child) return;
      for (let child = now.child; child !== null; child = child.sibling) visit(child, child.alternate, id);
    };
    Object.assign(globalThis, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        renderers: new Map(),
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot: (_renderer: number, root: { readonly current: Fiber }) =>
          visit(root.current, root.current.alternate, null),
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
      },
    });
  });
}

/** How often components of each of these cards and calls rendered while `act` went on; those that did not are left out. */
export async function rendersOf(
  page: Page,
  ids: readonly string[],
  act: () => Promise<void>,
): Promise<Readonly<Record<string, number>>> {
  await page.evaluate(() => {
    (globalThis as unknown as CountingWindow).renderCounts = {};
  });
  await act();
  const counts = await page.evaluate(() => (globalThis as unknown as CountingWindow).renderCounts);
  return Object.fromEntries(ids.flatMap((id) => (counts[id] === undefined ? [] : [[id, counts[id]]])));
}
