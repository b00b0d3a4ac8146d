import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { currentDesign, replaceDesign, undo } from '../../state/document.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { focusReplica } from '../../state/panel-focus.ts';
import { updateRun } from '../../state/run.ts';
import { select, selectNothing } from '../../state/selection.ts';
import { allowedActions } from './allowed-actions.ts';
import { FaultPanel } from './FaultPanel.tsx';

vi.mock('../../simulation-client/trusted-scripts.ts', () => ({
  createWorker: () => {
    throw new Error('no worker in this test');
  },
}));

const node = (id: string, kind: string) => ({ id, kind, label: `My ${id}`, position: { x: 0, y: 0 }, config: {} });
const DESIGN: Design = {
  ...EMPTY_DESIGN,
  nodes: ['client', 'service', 'cache', 'dns', 'region', 'note'].map((kind) => node(kind, kind)),
  edges: [{ id: 'e', source: 'client', target: 'service', config: {} }],
};

beforeEach(() => {
  replaceDesign(DESIGN);
  selectNothing();
  updateRun({ activeActions: [] });
});
afterEach(() => void vi.restoreAllMocks());

describe('what may happen to a target', () => {
  it.each([
    ['service', ['crash', 'black-hole', 'hang', 'certificate-expired', 'slow', 'errors', 'scale', 'drain', 'deploy']],
    ['cache', ['crash', 'black-hole', 'hang', 'slow', 'errors', 'flush']],
    ['dns', ['crash', 'black-hole', 'hang', 'slow', 'errors', 'flush', 'dns-outage']],
    ['client', ['traffic']],
    ['region', ['crash', 'black-hole', 'hang', 'certificate-expired', 'slow', 'errors', 'partition']],
    ['note', []],
  ])('for a %s', (id, types) => expect(allowedActions({ node: id }, DESIGN)).toEqual(types));

  it('for one replica: no scaling and no deploy', () => {
    const types = allowedActions({ node: 'service', endpoint: 1 }, DESIGN);
    expect(types).toContain('drain');
    for (const type of ['scale', 'deploy'] as const) expect(types).not.toContain(type);
  });

  it('for an edge: weights where the source chooses', () => {
    expect(allowedActions({ edge: 'e' }, DESIGN)).toEqual(['latency', 'loss', 'partition', 'weight']);
    const more = { ...DESIGN, edges: [{ id: 's', source: 'service', target: 'cache', config: {} }] };
    expect(allowedActions({ edge: 's' }, more)).toEqual(['latency', 'loss', 'partition']);
    const record = { ...DESIGN, edges: [{ id: 'r', source: 'dns', target: 'service', config: {} }] };
    expect(allowedActions({ edge: 'r' }, record)).toContain('dns-record');
  });
});

describe('the fault panel', () => {
  it('lists what can break while nothing is selected', async () => {
    render(<FaultPanel />);
    expect(screen.queryByRole('button', { name: 'My note' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'My service' }));
    expect(screen.getByRole('heading', { name: 'My service' })).toBeDefined();
  });

  it('starts a fault with its parameters on what is selected', async () => {
    const started = vi.spyOn(simulation, 'act').mockResolvedValue(1);
    select(['service']);
    render(<FaultPanel />);
    const factor = screen.getByLabelText('Times as slow');
    await userEvent.clear(factor);
    await userEvent.type(factor, '25{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Start: Slow' }));
    expect(started).toHaveBeenCalledWith({ node: 'service' }, { type: 'slow', factor: 25, addMs: 0 });
  });

  it('aims at the replica that was chosen', async () => {
    const started = vi.spyOn(simulation, 'act').mockResolvedValue(1);
    select(['service']);
    focusReplica('service', 1);
    render(<FaultPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Start: Crash' }));
    expect(started).toHaveBeenCalledWith({ node: 'service', endpoint: 1 }, { type: 'crash' });
  });

  it('kills a replica that is up, revives one that was killed, and offers neither for one that is down with its zone', () => {
    const replicas = (['up', 'crashed', 'crashed'] as const).map((state, endpoint) => ({
      endpoint,
      state,
      busyTenths: 0,
    }));
    vi.spyOn(liveFigures, 'node').mockReturnValue({ replicas } as unknown as NodeFigures);
    const killed = {
      id: 7,
      target: { node: 'service', endpoint: 1 },
      action: { type: 'crash' },
      sinceS: 1,
      planned: false,
    } as const;
    updateRun({ activeActions: [killed] });
    select(['service']);
    render(<FaultPanel />);
    const offered = screen.getAllByRole('button', { name: /^(Kill|Revive) replica/ });
    expect(offered.map((button) => button.getAttribute('aria-label'))).toEqual(['Kill replica 1', 'Revive replica 2']);
  });

  it('cuts an edge', async () => {
    const started = vi.spyOn(simulation, 'act').mockResolvedValue(1);
    select([], ['e']);
    render(<FaultPanel />);
    expect(screen.getByRole('heading', { name: 'My client to My service' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Start: Partition' }));
    expect(started).toHaveBeenCalledWith({ edge: 'e' }, { type: 'partition' });
  });

  it('plans a fault, moves it, gives it another end and takes it away again', async () => {
    select(['service']);
    focusReplica('service', 1);
    render(<FaultPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Plan: Crash' }));
    const list = within(screen.getByRole('region', { name: 'Planned' }));
    expect(list.getByText('My service, replica 2')).toBeDefined();
    const at = list.getByLabelText('at (Crash on My service, replica 2)');
    await userEvent.clear(at);
    await userEvent.type(at, '30{Enter}');
    const until = list.getByLabelText('until (Crash on My service, replica 2)');
    await userEvent.clear(until);
    await userEvent.type(until, '31{Enter}');
    const target = { node: 'service', endpoint: 1 };
    const planned = { id: 'action-1', atS: 30, untilS: 31, target, action: { type: 'crash' } };
    expect(currentDesign().scenario).toEqual([planned]);
    await userEvent.clear(until);
    await userEvent.type(until, '30{Enter}');
    expect(list.getByRole('alert')).toBeDefined();
    expect(currentDesign().scenario).toEqual([planned]);
    await userEvent.click(list.getByRole('button', { name: /^Remove from the plan/ }));
    expect(currentDesign().scenario).toEqual([]);
    act(undo);
    expect(list.getByText('My service, replica 2')).toBeDefined();
  });

  it('shows what is planned for the target, or everything when there is none', () => {
    const action = { type: 'crash' } as const;
    replaceDesign({
      ...DESIGN,
      scenario: [
        { id: 'a', atS: 20, target: { node: 'cache' }, action },
        { id: 'b', atS: 10, target: { edge: 'e' }, action: { type: 'partition' } },
      ],
    });
    const words = () =>
      within(screen.getByRole('region', { name: 'Planned' }))
        .getAllByRole('listitem')
        .map((item) => item.textContent);
    render(<FaultPanel />);
    expect(words()).toEqual([expect.stringMatching(/^My client to My service/), expect.stringMatching(/^My cache/)]);
    act(() => select(['cache']));
    expect(words()).toEqual([expect.stringMatching(/^My cache/)]);
  });

  it('ends what is in force, one by one and all at once', async () => {
    const ended = vi.spyOn(simulation, 'endAction').mockResolvedValue();
    updateRun({
      activeActions: [
        {
          id: 7,
          target: { node: 'service', endpoint: 0 },
          action: { type: 'slow', factor: 10, addMs: 0 },
          sinceS: 3,
          planned: false,
        },
      ],
    });
    render(<FaultPanel />);
    const list = within(screen.getByRole('region', { name: 'In force now: 1' }));
    expect(list.getByText('My service, replica 1')).toBeDefined();
    expect(list.getByText(/Slow, 10\s×, since 3\ss/)).toBeDefined();
    await userEvent.click(list.getByRole('button', { name: /^End Slow/ }));
    await userEvent.click(list.getByRole('button', { name: 'Heal all' }));
    expect(ended.mock.calls).toEqual([[7], ['all']]);
  });
});
