const WORDS: Readonly<Record<string, string>> = {
  QuotaExceededError: 'The space this browser gives to the page is full.',
  InvalidStateError: 'This browser does not let the page store anything, for instance in a private window.',
  SecurityError: 'The settings of this browser forbid the page to store anything.',
  UnknownError: 'The browser could not write to its disk.',
};

/** Why something could not be stored, in words for the person who works here. */
export function wordSaveProblem(error: unknown): string {
  if (typeof indexedDB === 'undefined') return 'This browser has no storage for pages.';
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return WORDS[name] ?? 'The browser refused to store the design.';
}
