import { announcer } from './announcements.ts';
import { useDocument, type DocumentState } from './document.ts';
import { newStep } from './offer-undo.ts';
import { lostWords, subjectWords } from './step-words.ts';

/** Typed or dragged: the field or the card says itself what became of it. */
const SAYS_ITSELF = /^(?:move|nudge|rename|resize|change |describe|rename design)/;

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** "Undone: delete, API." */
function sentenceOf(what: string, label: string, subject: string): string {
  return sentence(`${what}${label}${subject === '' ? '' : `, ${subject}`}`);
}

/** What an edit, an undo or a redo is read out as; null for what says itself, or is told by a message on the page. */
export function editWords(now: DocumentState, before: DocumentState): string | null {
  if (now.present === before.present) return null;
  if (now.revision !== before.revision) {
    const { name, nodes } = now.present;
    return `Opened ${name}, ${nodes.length === 1 ? '1 component' : `${nodes.length} components`}.`;
  }
  const subject = subjectWords(before.present, now.present);
  const step = newStep(now, before);
  if (step !== undefined) {
    if (SAYS_ITSELF.test(step.label) || lostWords(step.before, now.present) !== null) return null;
    return sentenceOf('', step.label, subject);
  }
  const undone = now.future.length - before.future.length;
  const redone = now.past.length - before.past.length;
  if (undone > 0 && redone < 0) return sentenceOf('undone: ', now.future[before.future.length]?.label ?? '', subject);
  if (undone < 0 && redone > 0) return sentenceOf('redone: ', now.past.at(-1)?.label ?? '', subject);
  return null;
}

/** Reads out what becomes of the design. Gives the function that ends it. */
export function announceEdits(): () => void {
  return useDocument.subscribe((now, before) => {
    const words = editWords(now, before);
    if (words !== null) announcer.say(words);
  });
}
