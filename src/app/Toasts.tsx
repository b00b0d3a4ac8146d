import { dismissToast, useToasts } from '../state/toasts.ts';
import { ToastStack } from '../ui/ToastStack.tsx';

export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return <ToastStack toasts={toasts} onDismiss={dismissToast} />;
}
