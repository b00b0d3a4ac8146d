/** The newest save in the store is not the one this tab knows: another tab has saved since. */
export class SaveConflict extends Error {
  override readonly name = 'SaveConflict';
}

/** The store has been written by a newer version of this page; this one must not write to it. */
export class NewerData extends Error {
  override readonly name = 'NewerData';
}

const WORDS: Readonly<Record<string, string>> = {
  QuotaExceededError: 'The space this browser gives to the page is full.',
  InvalidStateError: 'This browser does not let the page store anything, for instance in a private window.',
  SecurityError: 'The settings of this browser forbid the page to store anything.',
  UnknownError: 'The browser could not write to its disk.',
  TimeoutError: 'The storage of this browser does not answer.',
  NewerData: 'Your designs here were saved by a newer version of this page. Reload the page to get it.',
};

/** Why something could not be stored, in words for the person who works here. */
export function wordSaveProblem(error: unknown): string {
  if (typeof indexedDB === 'undefined') return 'This browser has no storage for pages.';
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return WORDS[name] ?? 'The browser refused to store the design.';
}
