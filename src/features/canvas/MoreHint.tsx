import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { cameraMoveMs } from '../../ui/reduced-motion.ts';

type Side = 'left' | 'right';

/** A card counts as out of sight when less than this of it can be seen, in px of the window. */
const SLIVER_PX = 24;
/** One press goes on by this part of the width: what was at the border stays in sight. */
const PAGE = 0.8;

function hiddenOn(side: Side): (state: ReactFlowState) => number {
  return ({ nodeLookup, transform: [panX, , zoom], width }) => {
    let hidden = 0;
    for (const node of nodeLookup.values()) {
      if (node.type === 'place') continue;
      const left = node.internals.positionAbsolute.x * zoom + panX;
      const right = left + (node.measured.width ?? node.width ?? 0) * zoom;
      if (side === 'right' ? left > width - SLIVER_PX : right < SLIVER_PX) hidden += 1;
    }
    return hidden;
  };
}

const HIDDEN = { left: hiddenOn('left'), right: hiddenOn('right') } as const;

/** On a small screen: how many cards lie beyond a side of the canvas, and the way there. Renders when their number changes. */
export function MoreHint({ side }: { readonly side: Side }) {
  const hidden = useStore(HIDDEN[side]);
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  if (hidden === 0) return null;
  const go = () => {
    const { x, y, zoom } = flow.getViewport();
    const by = (side === 'right' ? -1 : 1) * PAGE * width;
    void flow.setViewport({ x: x + by, y, zoom }, { duration: cameraMoveMs() });
  };
  return (
    <button
      type="button"
      onClick={go}
      aria-label={`${hidden} more to the ${side}`}
      className={classNames(
        'absolute top-1/2 z-10 flex h-11 -translate-y-1/2 items-center gap-0.5 rounded-full border border-line bg-surface-1 px-2 text-sm font-medium text-text-2 shadow-lift',
        side === 'right' ? 'right-2' : 'left-2',
      )}
    >
      {side === 'left' ? <Icon name="chevron-left" size={16} /> : null}
      {hidden}
      {side === 'right' ? <Icon name="chevron-right" size={16} /> : null}
    </button>
  );
}
