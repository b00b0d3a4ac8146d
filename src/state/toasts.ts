import { create } from 'zustand';
import { announcer } from './announcements.ts';
import type { Point } from './design-index.ts';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'warn' | 'fail';
  /** Window pixels; at the foot of the page when absent. */
  readonly at?: Point;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Stays until it is dismissed. */
  readonly lasting?: boolean;
}

export const useToasts = create<{ readonly toasts: readonly ToastMessage[] }>(() => ({ toasts: [] }));

/** How long a message stays, in ms: time to read it twice. */
const SHOWN_MS = 5_000;
/** With something to click, there is more to do than to read. */
const SHOWN_WITH_ACTION_MS = 8_000;
const MAX_TOASTS = 3;
let lastId = 0;

/** The last few messages, and every one that is to stay. */
function newest(toasts: readonly ToastMessage[]): readonly ToastMessage[] {
  const passing = new Set(toasts.filter((toast) => toast.lasting !== true).slice(-MAX_TOASTS));
  return toasts.filter((toast) => toast.lasting === true || passing.has(toast));
}

/** Shows a short message, read out at once, that goes away by itself. The same text again replaces the one on screen. Gives what to dismiss it by. */
export function showToast(
  text: string,
  options: Partial<Pick<ToastMessage, 'tone' | 'at' | 'action' | 'lasting'>> = {},
): number {
  const id = ++lastId;
  const toast: ToastMessage = { id, text, tone: 'info', ...options };
  useToasts.setState(({ toasts }) => ({
    toasts: newest([...toasts.filter((other) => other.text !== text), toast]),
  }));
  announcer.heard();
  const shownMs = toast.action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS;
  if (toast.lasting !== true) setTimeout(() => dismissToast(id), shownMs);
  return id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
