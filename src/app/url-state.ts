import { showProblems } from '../features/storage/problem-report.ts';
import { findSpec } from '../kinds/specs.ts';
import type { Design } from '../model/design.ts';
import { decodeLink } from '../model/link/decode-link.ts';
import { session } from '../state/storage/session.ts';

/** Takes the fragment out of the address: a reload must not open the same link once more over what has been changed since. */
function clearFragment(): void {
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
}

/**
 * The design in the fragment of the page's address. Null when there is no fragment, or when it is no good: then a dialog
 * says what is wrong, by number, and nothing has been changed.
 */
async function takeLinkedDesign(): Promise<Design | null> {
  const fragment = location.hash;
  if (fragment === '' || fragment === '#') return null;
  clearFragment();
  const read = await decodeLink(fragment, findSpec);
  if (!read.ok) {
    showProblems({
      title: 'This link could not be opened',
      consequence: 'Nothing was changed. Your own designs are as they were.',
      problems: read.problems,
    });
    return null;
  }
  if (read.notices.length > 0) {
    showProblems({
      title: 'The link was opened with repairs',
      consequence: 'The design is open as a new document.',
      problems: read.notices,
    });
  }
  return read.value;
}

async function openArrivedLink(): Promise<void> {
  const design = await takeLinkedDesign();
  if (design !== null) await session.openAsNew(design);
}

/**
 * Opens the page's first document (a link, what was open last, or the example) and later ones that arrive as a link in the
 * address. Saves when the page is hidden or left.
 */
export async function startDocument(example: Design): Promise<void> {
  addEventListener('hashchange', () => void openArrivedLink());
  addEventListener('pagehide', () => void session.leavePage());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void session.leavePage();
  });
  await session.start(await takeLinkedDesign(), example);
}
