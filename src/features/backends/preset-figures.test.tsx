import { cleanup, render, screen, within } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Simulation } from '../../../workers/simulation/simulation.ts';
import { findSpec } from '../../kinds/specs.ts';
import type { BalancerView } from '../../model/balancer-view.ts';
import type { Design } from '../../model/design.ts';
import { readDesign } from '../../model/document/read-design.ts';
import { HEADER } from '../../model/snapshot.ts';
import { simulation } from '../../simulation-client/simulation-client.ts';
import { replaceDesign } from '../../state/document.ts';
import { runClock } from '../../state/run-clock.ts';
import { updateRun } from '../../state/run.ts';
import { select } from '../../state/selection.ts';
import { BackendsPanel } from './BackendsPanel.tsx';

vi.mock('../../simulation-client/create-worker.ts', () => ({
  createWorker: () => {
    throw new Error('no worker in this test');
  },
}));

function preset(name: string): Design {
  const text = readFileSync(`presets/${name}.json`, 'utf8');
  const read = readDesign(JSON.parse(text), findSpec);
  if (!read.ok) throw new Error(`Preset ${name} was not read`);
  return read.value;
}

/** Each preset is run once, to a moment after everything in it has happened. */
const runs = new Map<string, { readonly design: Design; readonly run: Simulation }>();

function played(name: string, toS: number) {
  const known = runs.get(name);
  if (known !== undefined) return known;
  const design = preset(name);
  const run = new Simulation(design);
  run.run(toS * 1e9);
  const fresh = { design, run };
  runs.set(name, fresh);
  return fresh;
}

/** The panel of a balancer, with what the engine shows at that moment. */
async function panelOf(name: string, toS: number, balancer: string): Promise<{ text: string; view: BalancerView }> {
  const { design, run } = played(name, toS);
  replaceDesign(design);
  updateRun({ started: true, state: 'paused' });
  const clock = new Float64Array(HEADER.length);
  clock[HEADER.timeNs] = run.timeNs;
  runClock.ingest(clock);
  select([balancer]);
  const view = run.balancerView(balancer);
  if (view === null) throw new Error(`${balancer} shows nothing`);
  vi.spyOn(simulation, 'balancerView').mockResolvedValue(view);
  render(<BackendsPanel />);
  const panel = await screen.findByTestId('backends-panel');
  return {
    text: within(panel).getByText('Requests lost').closest('div')?.parentElement?.parentElement?.textContent ?? '',
    view,
  };
}

/** Seconds after each "Noticed" on the panel. */
function noticed(text: string): number[] {
  return [...text.matchAll(/Noticed ([\d.]+)\s?(m?s|min) after the fault/g)].map(
    ([, figure, unit]) => Number(figure) * (unit === 'ms' ? 0.001 : unit === 'min' ? 60 : 1),
  );
}

function lost(text: string): number {
  return Number(/Requests lost(\d+)/.exec(text)?.[1]);
}

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Figures on the panel have three digits. */
const ROUNDING_S = 0.05;

describe('what the presets about health and draining tell on screen', () => {
  it.each([
    { name: 'passive-vs-active-checks', toS: 100, balancer: 'lb2', backends: 1 },
    { name: 'sticky-sessions-dead-server', toS: 100, balancer: 'lb', backends: 1 },
    { name: 'rolling-restart', toS: 100, balancer: 'lb2', backends: 4 },
    { name: 'client-side-balancing', toS: 100, balancer: 'registry', backends: 1 },
  ])('$name, $balancer: what was lost, and how soon it was noticed, by the rule that stands beside it', async (one) => {
    const { text, view } = await panelOf(one.name, one.toS, one.balancer);
    const rule = view.noticeRule;
    if (rule === null) throw new Error('no rule');
    expect(lost(text)).toBe(view.lost);
    expect(view.lost).toBeGreaterThan(20);
    const times = noticed(text);
    expect(times).toHaveLength(one.backends);
    for (const seconds of times) {
      expect(seconds).toBeGreaterThan(rule.aboveS - ROUNDING_S);
      expect(seconds).toBeLessThanOrEqual(rule.atMostS + rule.hungS + ROUNDING_S);
    }
    expect(text).toContain('A dead one is noticed after more than');
  });

  it('rolling-restart, lb1: nothing is lost where replicas are drained first', async () => {
    const { text } = await panelOf('rolling-restart', 100, 'lb1');
    expect(lost(text)).toBe(0);
  });

  it('passive-vs-active-checks, lb1: five users pay for each discovery', async () => {
    const { text, view } = await panelOf('passive-vs-active-checks', 100, 'lb1');
    expect(lost(text) % 1).toBe(0);
    expect(lost(text)).toBeGreaterThanOrEqual(5);
    expect(noticed(text)).toHaveLength(1);
    expect(view.noticeRule).toBeNull();
  });

  it('passive-vs-active-checks, lb3: a check that only connects notices nothing', async () => {
    const { text, view } = await panelOf('passive-vs-active-checks', 100, 'lb3');
    expect(noticed(text)).toHaveLength(0);
    expect(view.backends.every(({ ejections }) => ejections === 0)).toBe(true);
    expect(lost(text)).toBeGreaterThan(500);
  });

  it.each([
    { name: 'canary-rollback', balancer: 'lb' },
    { name: 'blue-green', balancer: 'lb' },
  ])('$name: what was lost', async ({ name, balancer }) => {
    const { text, view } = await panelOf(name, 110, balancer);
    expect(lost(text)).toBe(view.lost);
    expect(text).toMatch(/\d+ lost of/);
  });
});
