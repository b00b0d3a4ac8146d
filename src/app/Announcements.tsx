import { createPortal } from 'react-dom';
import { useAnnouncement } from '../state/announcements.ts';
import { useTopDialog } from '../ui/top-dialog.ts';

/** What is read out and not on the page, as its messages are; inside an open dialog, because nothing outside it is heard then. */
export function Announcements() {
  const { number, text } = useAnnouncement();
  return createPortal(
    <div role="status" aria-live="polite" data-testid="announcements" className="sr-only">
      {text === '' ? null : <span key={number}>{text}</span>}
    </div>,
    useTopDialog() ?? document.body,
  );
}
