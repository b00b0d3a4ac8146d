import { create } from 'zustand';
import type { Point } from './design-index.ts';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'warn' | 'fail';
  /** Window pixels; at the foot of the page when absent. */
  readonly at?: Point;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const useToasts = create<{ readonly toasts: readonly ToastMessage[] }>(() => ({ toasts: [] }));

/** How long a message stays, in ms: time to read it twice. */
const SHOWN_MS = 5_000;
const MAX_TOASTS = 3;
let lastId = 0;

/** Shows a short message that goes away by itself. The same text again replaces the one on screen. */
export function showToast(text: string, options: Partial<Pick<ToastMessage, 'tone' | 'at' | 'action'>> = {}): void {
  const id = ++lastId;
  const toast: ToastMessage = { id, text, tone: 'info', ...options };
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((other) => other.text !== text), toast].slice(-MAX_TOASTS),
  }));
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
