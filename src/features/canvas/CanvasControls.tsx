import { useReactFlow, useStore } from '@xyflow/react';
import { useDocument } from '../../state/document.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { cameraMoveMs } from '../../ui/reduced-motion.ts';

/** Zoom and fit, floating at the lower left. */
export function CanvasControls() {
  const flow = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  const minimap = useSettings((settings) => settings.minimap);
  const isEmpty = useDocument((state) => state.present.nodes.length === 0);
  const animate = { duration: cameraMoveMs() };
  return (
    <div className="floating flex items-center gap-0.5 p-0.5" role="group" aria-label="View">
      <IconButton
        small
        icon="minus"
        label="Zoom out"
        keys={['Ctrl', '−']}
        tooltipSide="top"
        onClick={() => void flow.zoomOut(animate)}
      />
      <button
        type="button"
        aria-label={`Zoom ${percent} %, set to 100 %`}
        onClick={() => void flow.zoomTo(1, animate)}
        className="h-6 min-w-11 rounded-md px-1 text-sm text-text-2 hover:bg-surface-3 hover:text-text-1"
      >
        {percent} %
      </button>
      <IconButton
        small
        icon="plus"
        label="Zoom in"
        keys={['Ctrl', '+']}
        tooltipSide="top"
        onClick={() => void flow.zoomIn(animate)}
      />
      <span className="mx-0.5 h-4 w-px bg-line" />
      <IconButton
        small
        icon="maximize"
        label="Show the whole design"
        keys={['Shift', '1']}
        tooltipSide="top"
        disabled={isEmpty}
        onClick={() => void flow.fitView({ ...animate, ...FIT })}
      />
      <IconButton
        small
        icon="map"
        label={minimap ? 'Hide the overview' : 'Show the overview'}
        pressed={minimap}
        tooltipSide="top"
        className="max-xl:hidden"
        onClick={() => changeSettings({ minimap: !minimap })}
      />
    </div>
  );
}

/** How the whole design is framed: never larger than life, with room for what floats on the canvas. */
export const FIT = { padding: 0.08, maxZoom: 1.1 } as const;
