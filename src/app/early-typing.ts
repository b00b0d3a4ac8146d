/** What was typed into the command palette before it had arrived, and what had the focus before that. */
interface EarlyTyping {
  readonly text: string;
  readonly from: Element | null;
}

const NONE: EarlyTyping = { text: '', from: null };
let early = NONE;

export function earlyTyping(): EarlyTyping {
  return early;
}

export function keepEarlyTyping(typing: EarlyTyping): void {
  early = typing;
}

export function forgetEarlyTyping(): void {
  early = NONE;
}
