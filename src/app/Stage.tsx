import { Suspense } from 'react';
import { Canvas } from '../features/canvas/Canvas.tsx';
import { MoreHint } from '../features/canvas/MoreHint.tsx';
import { SelectionToolbar } from '../features/canvas/SelectionToolbar.tsx';
import { DotsLayer } from '../features/dots/DotsLayer.tsx';
import { ReplicaClicks } from '../features/faults/ReplicaClicks.tsx';
import { Legend } from '../features/overlays/Legend.tsx';
import { LayoutStatus } from '../features/layout/LayoutStatus.tsx';
import { OverlaySwitch } from '../features/overlays/OverlaySwitch.tsx';
import { RunBanner } from '../features/run-controls/RunBanner.tsx';
import { EmptyState } from '../features/start/EmptyState.tsx';
import { Hints } from '../features/start/Hints.tsx';
import { NextSteps } from '../features/start/NextSteps.tsx';
import { StorageBanner } from '../features/storage/StorageBanner.tsx';
import { simulation } from '../simulation-client/simulation-client.ts';
import { showTrace } from '../state/panel-focus.ts';
import { useTableView } from '../state/table-view.ts';
import { TableView } from './lazy-parts.ts';
import { SafePart } from './SafePart.tsx';
import { useWide } from './use-wide.ts';

/** The canvas with what floats on it. */
export function Stage() {
  const wide = useWide();
  const isTable = useTableView((state) => state.open);
  return (
    <main aria-label="Canvas" className="relative min-h-0 min-w-0 flex-1">
      {/* Under the table it is neither read out nor reached. */}
      <div inert={isTable} className="contents">
        <SafePart name="the canvas">
          <Canvas layers={<DotsLayer onRequest={openTrace} />} beside={<Legend />}>
            <EmptyState />
            <ReplicaClicks />
            {wide ? null : (
              <>
                <MoreHint side="left" />
                <MoreHint side="right" />
              </>
            )}
            <div className="pointer-events-none absolute inset-x-3 top-3 z-10 flex flex-col items-start gap-2">
              <div className="pointer-events-auto">
                <OverlaySwitch />
              </div>
            </div>
            <div className="pointer-events-none absolute inset-x-3 top-3 z-10 flex flex-col items-center gap-2 max-xl:top-12">
              <div className="pointer-events-auto flex max-w-xl flex-col gap-2">
                <StorageBanner />
                <LayoutStatus />
                <RunBanner />
              </div>
              <div className="pointer-events-auto max-w-full">
                <SelectionToolbar />
              </div>
            </div>
            <div className="pointer-events-none absolute right-3 bottom-14 left-3 z-10 flex flex-col items-start gap-2">
              <Hints />
              <NextSteps />
            </div>
          </Canvas>
        </SafePart>
      </div>
      {isTable ? (
        <SafePart name="the table">
          <Suspense fallback={null}>
            <TableView />
          </Suspense>
        </SafePart>
      ) : null}
    </main>
  );
}

/** A dot whose request was kept opens its waterfall; any other press on a dot is a press on the line below it. */
function openTrace(requestId: number): void {
  void simulation.trace(requestId).then((trace) => {
    if (trace !== null) showTrace(requestId);
  });
}
