import { ReactFlowProvider, type NodeProps } from '@xyflow/react';
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { ENDPOINT, HEADER, NODE } from '../../model/snapshot.ts';
import { addNode, connect, currentDesign, replaceDesign } from '../../state/document.ts';
import { liveFigures } from '../../state/live-figures.ts';
import { changeSettings } from '../../state/settings.ts';
import { CardNode } from './CardNode.tsx';
import type { FlowNode } from './flow-objects.ts';

function show(id: string) {
  const props = { id, selected: false } as unknown as NodeProps<FlowNode>;
  return render(
    <ReactFlowProvider>
      <CardNode {...props} />
    </ReactFlowProvider>,
  );
}

/** A figures buffer with one node row and two endpoints. */
function figures(values: Partial<Record<keyof typeof NODE, number>>): Float64Array {
  const buffer = new Float64Array(HEADER.length + NODE.columns + 2 * ENDPOINT.columns);
  buffer[HEADER.nodeRows] = 1;
  buffer[HEADER.endpointRows] = 2;
  buffer[HEADER.timeNs] = 1e9;
  for (const [name, value] of Object.entries(values)) buffer[HEADER.length + NODE[name as keyof typeof NODE]] = value;
  const second = HEADER.length + NODE.columns + ENDPOINT.columns;
  buffer[second + ENDPOINT.endpoint] = 1;
  buffer[second + ENDPOINT.state] = 1;
  return buffer;
}

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  changeSettings({ overlay: 'rate' });
  liveFigures.setTopology([], []);
});

test('at rest a card shows its main settings and what it lacks', () => {
  addNode('service', { x: 0, y: 0 });
  show('service-1');
  expect(screen.getByText('Replicas').parentElement?.textContent).toContain('2');
  expect(screen.getByText('Nothing calls it yet')).toBeTruthy();
  expect(document.getElementById('node-name-service-1')?.textContent).toBe('Service, 0 in, 0 out');
});

test('the hint goes when the missing piece is there', () => {
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  show('service-1');
  act(() => void connect('client-1', 'service-1'));
  expect(screen.queryByText('Nothing calls it yet')).toBeNull();
  expect(document.getElementById('node-name-service-1')?.textContent).toBe('Service, 1 in, 0 out');
});

test('running, it shows its figures, its replicas, and the reason of failures in words', async () => {
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  connect('client-1', 'service-1');
  liveFigures.setTopology(['service-1'], []);
  liveFigures.ingest(
    figures({ ratePerSecond: 950, errorRatio: 0.2, p95Ms: 120, utilization: 0.95, queueLength: 7, topFailure: 2 }),
  );
  show('service-1');
  expect(await screen.findByText('503 queue full')).toBeTruthy();
  expect(screen.getByText('950').textContent).toBe('950/s');
  expect(screen.getByRole('img', { name: '1 of 2 up' })).toBeTruthy();
  expect(screen.getByText(/^7 ?waiting$/)).toBeTruthy();
  expect(document.getElementById('node-name-service-1')?.textContent).toBe(
    'Service, 950\u00a0/s, p95 120\u00a0ms, 1 of 2 up, 7 waiting, failing 20\u00a0%, 503 queue full, 1 in, 0 out',
  );
  expect(document.querySelector('.load-bar')?.getAttribute('data-level')).toBe('full');
  expect(document.querySelector('.queue-ticks')?.getAttribute('data-ticks')).toBe('3');
});

test('the overlay exchanges the second figure', () => {
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 400, y: 0 });
  connect('client-1', 'service-1');
  liveFigures.setTopology(['service-1'], []);
  liveFigures.ingest(figures({ ratePerSecond: 950, errorRatio: 0.2, p95Ms: 120, utilization: 0.5 }));
  show('service-1');
  expect(screen.getByText('p95')).toBeTruthy();
  act(() => changeSettings({ overlay: 'load' }));
  expect(screen.queryByText('p95')).toBeNull();
  expect(screen.getByText('busy').nextElementSibling?.textContent).toBe('50%');
});

test('a kind this version does not know still has a card that says so', () => {
  replaceDesign({
    ...EMPTY_DESIGN,
    nodes: [{ id: 'q', kind: 'quantum-bus', label: 'Q', position: { x: 0, y: 0 }, config: {} }],
  });
  expect(currentDesign().nodes).toHaveLength(1);
  show('q');
  expect(screen.getByText(/Unknown kind/)).toBeTruthy();
});
