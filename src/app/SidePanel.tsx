import { Tabs } from 'radix-ui';
import { Suspense, type KeyboardEvent } from 'react';
import { BackendsPanel } from '../features/backends/BackendsPanel.tsx';
import { FaultPanel } from '../features/faults/FaultPanel.tsx';
import { PlannedActions } from '../features/faults/PlannedActions.tsx';
import { Inspector } from '../features/inspector/Inspector.tsx';
import { ConnectionsPanel } from '../features/node-counts/ConnectionsPanel.tsx';
import { NodeCountsPanel } from '../features/node-counts/NodeCountsPanel.tsx';
import { camera } from '../state/camera.ts';
import { openSheet } from '../state/panels.ts';
import { changeSettings, useSettings, type RightTab } from '../state/settings.ts';
import { ReportPanel, TracesPanel } from './lazy-parts.ts';
import { askTable } from '../state/table-view.ts';
import { SafePart } from './SafePart.tsx';

const TABS: readonly { readonly tab: RightTab; readonly label: string }[] = [
  { tab: 'inspector', label: 'Settings' },
  { tab: 'faults', label: 'Faults' },
  { tab: 'traces', label: 'Traces' },
  { tab: 'report', label: 'Report' },
];

/** What the selected component shows of itself while a run goes on. */
const LIVE = (
  <>
    <BackendsPanel />
    <NodeCountsPanel />
    <ConnectionsPanel />
  </>
);

const CONTENTS: Readonly<Record<RightTab, () => React.JSX.Element>> = {
  inspector: () => <Inspector live={LIVE} plan={<PlannedActions about={null} />} />,
  faults: () => <FaultPanel />,
  traces: () => <TracesPanel />,
  report: () => <ReportPanel />,
};

/**
 * Esc leads back to the canvas, to the card the panel is about, or to the table when that is open. A field that has something to take back uses it first, and a dialog
 * that a panel opened closes by it.
 */
function backToCanvas(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest('dialog') !== null) return;
  event.preventDefault();
  event.stopPropagation();
  openSheet(null);
  if (!askTable('rows')) camera()?.focus();
}

/** Everything about what is selected and about the run, one tab at a time. */
export function SidePanel() {
  const tab = useSettings((settings) => settings.rightTab);
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next) => changeSettings({ rightTab: next as RightTab })}
      data-side-panel
      onKeyDown={backToCanvas}
      className="flex h-full min-h-0 flex-col bg-surface-1"
    >
      <Tabs.List aria-label="Side panel" className="flex h-9 shrink-0 items-stretch gap-1 border-b border-line px-2">
        {TABS.map((entry) => (
          <Tabs.Trigger
            key={entry.tab}
            value={entry.tab}
            className="relative flex-1 rounded-sm px-1 text-base font-medium text-text-3 hover:text-text-1 data-[state=active]:text-text-1 data-[state=active]:after:absolute data-[state=active]:after:inset-x-2 data-[state=active]:after:bottom-0 data-[state=active]:after:h-0.5 data-[state=active]:after:rounded-full data-[state=active]:after:bg-accent"
          >
            {entry.label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {TABS.map((entry) => (
        <Tabs.Content
          key={entry.tab}
          value={entry.tab}
          tabIndex={-1}
          className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto outline-none"
        >
          <SafePart name={`the ${entry.label.toLowerCase()} panel`}>
            <Suspense fallback={null}>{CONTENTS[entry.tab]()}</Suspense>
          </SafePart>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
