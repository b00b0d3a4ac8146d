import type { DesignRecord } from './stored-record.ts';

/** What the tabs of one browser tell each other about a design. */
export type TabMessage =
  /** Somebody has saved it. */
  | { readonly type: 'saved'; readonly id: string }
  /** A tab wants to edit it: whoever edits it now is to stop. */
  | { readonly type: 'give-way'; readonly id: string; readonly to: string }
  /** The editing tab has stopped; this is its last state, saved or not. */
  | { readonly type: 'gave-way'; readonly id: string; readonly to: string; readonly record: DesignRecord };

/** Carries messages to every other tab. */
export interface TabChannel {
  post(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
}

const NAME = 'roundtrip';

function isMessage(value: unknown): value is TabMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { type, id } = value as Record<string, unknown>;
  return typeof id === 'string' && (type === 'saved' || type === 'give-way' || type === 'gave-way');
}

/** The browser's BroadcastChannel, opened on first use; where there is none nobody is told anything. */
export function browserChannel(): TabChannel {
  let opened: BroadcastChannel | null = null;
  const channel = (): BroadcastChannel | null => {
    if (typeof BroadcastChannel === 'undefined') return null;
    return (opened ??= new BroadcastChannel(NAME));
  };
  return {
    post: (message) => channel()?.postMessage(message),
    listen: (listener) => {
      channel()?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isMessage(data)) listener(data);
      });
    },
  };
}
