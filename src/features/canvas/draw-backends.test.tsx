import { beforeEach, describe, expect, it } from 'vitest';
import type { BackendView, BalancerView } from '../../model/balancer-view.ts';
import { EMPTY_DESIGN, type Design } from '../../model/design.ts';
import { drawBackends, type BackendMarks } from './draw-backends.ts';

const WEB: Design = {
  ...EMPTY_DESIGN,
  nodes: [{ id: 'web', kind: 'service', label: 'Web', position: { x: 0, y: 0 }, config: {} }],
};

const UP: BackendView = {
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
  ...UP,
  endpoint: 1,
  state: 'down',
  reason: '3 failed probes in a row',
  sinceS: 25,
  ratePerSecond: 0,
  failed: 17,
};

function viewOf(backends: readonly BackendView[], spread: number | null = null): BalancerView {
  return {
    algorithm: 'round-robin',
    backends,
    spread,
    ring: null,
    sessionsMoved: null,
    lost: 0,
    triedAgain: 0,
    noticeRule: null,
  };
}

describe('the backends on the card of a balancer', () => {
  let marks: BackendMarks;

  beforeEach(() => {
    const [bars, spread, out] = ['span', 'span', 'p'].map((tag) => document.createElement(tag));
    marks = { bars: bars as HTMLElement, spread: spread as HTMLElement, out: out as HTMLElement };
  });

  function heights(): string[] {
    return [...marks.bars.children].map((bar) => (bar as HTMLElement).style.height);
  }

  it('are bars as high as what each gets, and the spread in figures', () => {
    drawBackends(marks, viewOf([UP, { ...UP, endpoint: 1, ratePerSecond: 30 }], 0.333), WEB, 40);
    expect(heights()).toEqual(['100%', '50%']);
    expect(marks.spread.textContent).toMatch(/^CV 33\.3\s?%$/);
    expect(marks.bars.getAttribute('aria-label')).toMatch(/^2 backends, 0 out, uneven by 33\.3\s?%$/);
    expect(marks.out.textContent).toBe('');
  });

  it('show connections at L4, where those are spread', () => {
    drawBackends(
      marks,
      viewOf([
        { ...UP, connections: 10 },
        { ...UP, endpoint: 1, connections: 40 },
      ]),
      WEB,
      40,
    );
    expect(heights()).toEqual(['25%', '100%']);
    expect((marks.bars.children[1] as HTMLElement).title).toContain('40 connections');
  });

  it('say who is out, since when and why, and what was lost there', () => {
    drawBackends(marks, viewOf([UP, DOWN]), WEB, 40);
    expect(marks.out.textContent).toMatch(/^Web 2 down for 15\s?s: 3 failed probes in a row$/);
    const bar = marks.bars.children[1] as HTMLElement;
    expect(bar.dataset['state']).toBe('down');
    expect(bar.title).toMatch(/Web 2: down: 3 failed probes in a row, for 15\s?s\..*17 lost/);
  });

  it('are told as a number when several are out', () => {
    drawBackends(marks, viewOf([UP, DOWN, { ...DOWN, endpoint: 2 }]), WEB, 40);
    expect(marks.out.textContent).toContain('2 of 3 down');
  });

  it('of hundreds of backends are some, and nothing without a run', () => {
    drawBackends(marks, viewOf(Array.from({ length: 512 }, (_, endpoint) => ({ ...UP, endpoint }))), WEB, 40);
    expect(marks.bars.childElementCount).toBeLessThanOrEqual(24);
    drawBackends(marks, null, WEB, 0);
    expect(marks.bars.hidden).toBe(true);
    expect(marks.bars.childElementCount).toBe(0);
  });
});
