import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'warn' | 'fail';
  readonly at?: { readonly x: number; readonly y: number };
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ToastStackProps {
  readonly toasts: readonly Toast[];
  readonly onDismiss: (id: number) => void;
}

const TONES = { info: 'text-accent', warn: 'text-slow', fail: 'text-fail' } as const;
const TONE_ICONS = { info: 'info', warn: 'triangle-alert', fail: 'triangle-alert' } as const;
/** Room a message at the pointer needs, so that it stays inside the window. */
const MAX_WIDTH = 320;

/** Short messages, read out as they come: at the foot of the page, or beside the pointer where something was refused. */
export function ToastStack({ toasts, onDismiss }: ToastStackProps) {
  return (
    <section aria-label="Messages" aria-live="polite" className="pointer-events-none fixed inset-0 z-50">
      <div className="absolute inset-x-0 bottom-6 flex max-md:bottom-28 flex-col items-center gap-2 px-3">
        {toasts
          .filter((toast) => toast.at === undefined)
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} onDismiss={onDismiss} />
          ))}
      </div>
      {toasts.map((toast) =>
        toast.at === undefined ? null : (
          <div
            key={toast.id}
            className="absolute"
            style={{
              left: Math.max(8, Math.min(toast.at.x + 14, window.innerWidth - MAX_WIDTH - 8)),
              top: Math.min(toast.at.y + 14, window.innerHeight - 72),
            }}
          >
            <ToastCard toast={toast} onDismiss={onDismiss} />
          </div>
        ),
      )}
    </section>
  );
}

function ToastCard({ toast, onDismiss }: { readonly toast: Toast; readonly onDismiss: (id: number) => void }) {
  return (
    <div className="pointer-events-auto flex max-w-80 items-start gap-2 rounded-lg border border-line bg-surface-1 py-2 pr-2 pl-3 text-base shadow-float">
      <Icon name={TONE_ICONS[toast.tone]} size={16} className={classNames('mt-0.5 shrink-0', TONES[toast.tone])} />
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.action === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            toast.action?.run();
            onDismiss(toast.id);
          }}
          className="h-6 rounded-sm px-1.5 font-medium text-accent hover:bg-accent-soft"
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => onDismiss(toast.id)}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-text-3 hover:bg-surface-3"
      >
        <Icon name="x" size={13} />
      </button>
    </div>
  );
}
