import { createPortal } from 'react-dom';
import { dismissToast, useToasts } from '../state/toasts.ts';
import { ToastStack } from '../ui/ToastStack.tsx';
import { useTopDialog } from '../ui/top-dialog.ts';

/** Over everything, and inside an open dialog, because nothing outside it can be clicked. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return createPortal(<ToastStack toasts={toasts} onDismiss={dismissToast} />, useTopDialog() ?? document.body);
}
