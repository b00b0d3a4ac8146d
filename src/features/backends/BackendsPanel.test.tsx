import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendView, BalancerView } from '../../model/balancer-view.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { HEADER } from '../../model/snapshot.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { replaceDesign } from '../../state/document.ts';
import { runClock } from '../../state/run-clock.ts';
import { updateRun } from '../../state/run.ts';
import { select, selectNothing } from '../../state/selection.ts';
import { BackendsPanel } from './BackendsPanel.tsx';

vi.mock('../../simulation-client/trusted-scripts.ts', () => ({
  createWorker: () => {
    throw new Error('no worker in this test');
  },
}));

const node = (id: string, kind: string, parent?: string) => ({
  id,
  kind,
  label: `My ${id}`,
  position: { x: 0, y: 0 },
  config: {},
  ...(parent === undefined ? {} : { parent }),
});
const DESIGN: Design = {
  ...EMPTY_DESIGN,
  nodes: [node('lb', 'load-balancer'), node('place', 'region'), node('web', 'service', 'place')],
  edges: [{ id: 'lb-web', source: 'lb', target: 'web', config: {} }],
};

const WELL: BackendView = {
  edgeId: 'lb-web',
  targetId: 'web',
  endpoint: 0,
  state: 'up',
  reason: '',
  sinceS: null,
  share: 0.5,
  ratePerSecond: 60,
  inFlight: 2,
  connections: null,
  openConnections: null,
  requests: 900,
  failed: 0,
  ejections: 0,
  noticedS: null,
};
const DOWN: BackendView = {
  ...WELL,
  endpoint: 1,
  state: 'down',
  reason: '3 probes in a row failed',
  sinceS: 25,
  ratePerSecond: 0,
  inFlight: 0,
  requests: 400,
  failed: 17,
  ejections: 1,
  noticedS: 5,
};
const VIEW: BalancerView = {
  algorithm: 'round-robin',
  backends: [WELL, DOWN],
  spread: null,
  ring: null,
  sessionsMoved: null,
  lost: 12,
  triedAgain: 5,
  noticeRule: { aboveS: 4, atMostS: 6, hungS: 1 },
};

function clockAt(seconds: number): void {
  const buffer = new Float64Array(HEADER.length);
  buffer[HEADER.timeNs] = seconds * 1e9;
  runClock.ingest(buffer);
}

function show(view: BalancerView | null): void {
  vi.spyOn(simulation, 'balancerView').mockResolvedValue(view);
  render(<BackendsPanel />);
}

beforeEach(() => {
  vi.restoreAllMocks();
  replaceDesign(DESIGN);
  updateRun({
    started: true,
    state: 'paused',
    activeActions: [
      { id: 1, target: { node: 'web', endpoint: 1 }, action: { type: 'crash' }, sinceS: 20, planned: true },
    ],
  });
  clockAt(40);
  select(['lb']);
});

describe('the backends of the selected balancer', () => {
  it('say how each is, why and for how long, what was lost and how soon it was noticed', async () => {
    show(VIEW);
    const panel = within(await screen.findByTestId('backends-panel'));
    expect(panel.getByText('My web, replica 1')).toBeDefined();
    expect(
      panel.getByText(/down: 3 probes in a row failed, for 15\s?s\. Noticed 5\s?s after the fault\./),
    ).toBeDefined();
    expect(panel.getByText(/17 lost of 400/)).toBeDefined();
    expect(panel.getByText('Requests lost').nextSibling?.textContent).toBe('12');
    expect(panel.getByText('Saved by another').nextSibling?.textContent).toBe('5');
    expect(panel.getByText(/after more than 4\s?s and at most 6\s?s, one that hangs up to 1\s?s later/)).toBeDefined();
  });

  it('of a ring can be chosen, to see what would move', async () => {
    const points = [
      { at: 0.2, backend: 0 },
      { at: 0.5, backend: 1 },
    ];
    show({ ...VIEW, ring: { points, movedShare: 0.25, moved: [0, 1, 512] } });
    await userEvent.click(await screen.findByRole('button', { name: /My web, replica 2/ }));
    expect(screen.getByRole('img', { name: /My web, replica 2 owns 30\s?% of it/ })).toBeDefined();
    // Every arc of a backend is on the ring itself, those of keys that moved outside of it: no other radius.
    const radii = [...document.querySelectorAll('figure path')].flatMap((path) =>
      [...(path.getAttribute('d') ?? '').matchAll(/A([\d.]+) /g)].map(([, radius]) => Number(radius)),
    );
    expect([...new Set(radii)].toSorted((a, b) => a - b)).toEqual([62, 74]);
    expect(screen.getByText(/At the last change 25\s?% of the keys moved/)).toBeDefined();
  });

  it('are not there for other nodes, nor before a run', () => {
    const asked = vi.spyOn(simulation, 'balancerView').mockResolvedValue(VIEW);
    select(['web']);
    render(<BackendsPanel />);
    updateRun({ started: false });
    selectNothing();
    render(<BackendsPanel />);
    expect(screen.queryByTestId('backends-panel')).toBeNull();
    expect(asked).not.toHaveBeenCalled();
  });
});
