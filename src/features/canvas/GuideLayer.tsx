import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { attachGuideCanvas } from './guide-canvas.ts';

/** The canvas above the pane on which guides are drawn while something is dragged. It renders once. */
export function GuideLayer() {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    attachGuideCanvas(canvas.current, () => store.getState());
    return () => attachGuideCanvas(null, () => store.getState());
  }, [store]);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-testid="guides"
      className="pointer-events-none absolute inset-0 z-5 size-full"
    />
  );
}
