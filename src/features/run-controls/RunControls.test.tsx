import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HEADER } from '../../model/snapshot.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { runClock } from '../../state/run-clock.ts';
import { updateRun } from '../../state/run.ts';
import { RunBanner } from './RunBanner.tsx';
import { RunControls } from './RunControls.tsx';

// The worker's address exists in a build only; no worker is started here.
vi.mock('../../simulation-client/trusted-scripts.ts', () => ({
  createWorker: () => {
    throw new Error('no worker in this test');
  },
}));

beforeEach(() =>
  updateRun({ state: 'paused', speed: '1', durationS: 120, started: true, problem: null, trafficFactor: 1 }),
);
afterEach(() => void vi.restoreAllMocks());

describe('the transport', () => {
  it('plays when paused and pauses when running', async () => {
    const toggle = vi.spyOn(simulation, 'toggle').mockResolvedValue();
    render(<RunControls />);
    await userEvent.click(screen.getByRole('button', { name: 'Play' }));
    act(() => updateRun({ state: 'running' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(toggle).toHaveBeenCalledTimes(2);
  });

  it('cannot restart or step back before anything happened, nor step after the end', () => {
    updateRun({ started: false, state: 'finished' });
    render(<RunControls />);
    for (const name of ['Restart', 'Step back', /^Step to/])
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
  });

  it('steps by what was chosen', async () => {
    const step = vi.spyOn(simulation, 'step').mockResolvedValue();
    render(<RunControls />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Step' }), 'by request');
    await userEvent.click(screen.getByRole('button', { name: 'Step until a request ends' }));
    expect(step).toHaveBeenCalledOnce();
  });

  it('changes the speed', async () => {
    const setSpeed = vi.spyOn(simulation, 'setSpeed').mockResolvedValue();
    render(<RunControls />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Speed' }), '1/1000');
    expect(setSpeed).toHaveBeenCalledWith('0.001');
  });

  it('shows simulated time without a render', () => {
    let renders = 0;
    function Counted() {
      renders++;
      return <RunControls />;
    }
    render(<Counted />);
    const buffer = new Float64Array(HEADER.length);
    for (const seconds of [1, 2, 3]) {
      buffer[HEADER.timeNs] = seconds * 1e9;
      runClock.ingest(buffer);
      expect(screen.getByTestId('clock').textContent).toBe(`${seconds}.0`);
    }
    expect(renders).toBe(1);
  });

  it('says its state in words', () => {
    updateRun({ state: 'stopped', stopReason: 'memory' });
    render(<RunControls />);
    expect(screen.getByTestId('run-state').textContent).toBe('stopped: memory is used up');
  });
});

describe('the banner', () => {
  it('offers to stop a worker that does not answer', async () => {
    const stop = vi.spyOn(simulation, 'stop').mockResolvedValue();
    updateRun({ problem: { title: 'The simulation is not responding', detail: 'Silent.', remedy: 'stop' } });
    render(<RunBanner />);
    await userEvent.click(screen.getByRole('button', { name: 'Stop it now' }));
    expect(stop).toHaveBeenCalledOnce();
  });

  it('goes away when dismissed', async () => {
    updateRun({ problem: { title: 'Load did not work', detail: 'x', remedy: null } });
    render(<RunBanner />);
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
