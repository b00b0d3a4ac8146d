/** Up to how many characters a link works, and where. */
export interface LinkBudget {
  readonly level: 'anywhere' | 'most-chats' | 'as-link' | 'file';
  /** Longest link of this level in characters; null for the last one. */
  readonly limit: number | null;
  /** One sentence for the share dialog. */
  readonly advice: string;
}

/** Limits measured for complete addresses, not only fragments. */
export const LINK_BUDGETS: readonly LinkBudget[] = [
  {
    level: 'anywhere',
    limit: 2_000,
    advice: 'Short enough for everywhere, chats included (Discord cuts at 2,000 characters).',
  },
  {
    level: 'most-chats',
    limit: 4_000,
    advice: 'Works in mail and most chats; Discord cuts at 2,000 characters, Slack at about 4,000.',
  },
  { level: 'as-link', limit: 32_000, advice: 'Works as a link in a page or a mail; chats may cut it.' },
  { level: 'file', limit: null, advice: 'Too long for a link that people pass on: send the design as a file.' },
];

/**
 * What the length of a link means.
 * @param length characters of the whole address
 */
export function linkBudget(length: number): LinkBudget {
  const fitting = LINK_BUDGETS.find(({ limit }) => limit === null || length <= limit);
  if (fitting === undefined || !(length >= 0)) throw new RangeError(`A link cannot be ${length} characters long`);
  return fitting;
}
