import { showProblems } from '../state/problem-report.ts';
import { findSpec } from '../kinds/specs.ts';
import type { Design } from '../model/design.ts';
import { decodeLink } from '../model/link/decode-link.ts';
import { pageMode } from '../state/page-mode.ts';
import { useSaveState } from '../state/storage/save-state.ts';
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
  // A design that is only looked at is nowhere else: its link stays, so that a reload shows it again.
  if (pageMode() === 'edit') clearFragment();
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
  if (design === null) return;
  if (pageMode() === 'view') await session.view(design);
  else await session.openAsNew(design);
}

/** Whatever is edited from now on is the person's own: the address no longer says that it is only looked at. */
function leaveViewWhenCopied(): void {
  useSaveState.subscribe((now, before) => {
    if (before.access === 'view-only' && now.access === 'here')
      history.replaceState(history.state, '', location.pathname);
  });
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
  leaveViewWhenCopied();
  const arrived = await takeLinkedDesign();
  if (arrived !== null && pageMode() === 'view') await session.view(arrived);
  else await session.start(arrived, example);
}
