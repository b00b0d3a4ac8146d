import { beforeEach, expect, test, vi } from 'vitest';
import { EMPTY_DESIGN } from '../../model/design.ts';
import { addNode, connect, currentDesign, replaceDesign, undo } from '../../state/document.ts';
import { select, selectedNodes, selectNothing } from '../../state/selection.ts';
import { useToasts } from '../../state/toasts.ts';
import { copySelection, cutSelection, pasteClipboard } from './clipboard.ts';

/** A clipboard with one text, and the events that reach it. */
function clipboard(text = '') {
  const held = { text };
  const event = (target: EventTarget = document.body) =>
    ({
      target,
      preventDefault: vi.fn<() => void>(),
      clipboardData: {
        setData: (_type: string, value: string) => {
          held.text = value;
        },
        getData: () => held.text,
      },
    }) as unknown as ClipboardEvent;
  return { held, event };
}

beforeEach(() => {
  replaceDesign(EMPTY_DESIGN);
  selectNothing();
  useToasts.setState({ toasts: [] });
  addNode('client', { x: 0, y: 0 });
  addNode('service', { x: 300, y: 0 });
  connect('client-1', 'service-1');
});

test('what is copied can be pasted into another design, with its calls and under new ids', () => {
  const { event } = clipboard();
  select(['client-1', 'service-1']);
  expect(copySelection(event())).toBe(true);
  replaceDesign(EMPTY_DESIGN);
  addNode('client', { x: 0, y: 500 });
  pasteClipboard(event());
  expect(currentDesign().nodes.map((node) => node.id)).toEqual(['client-1', 'client-2', 'service-1']);
  expect(currentDesign().edges).toMatchObject([{ source: 'client-2', target: 'service-1' }]);
  expect(selectedNodes()).toEqual(['client-2', 'service-1']);
});

test('cutting removes in one step', () => {
  const { held, event } = clipboard();
  select(['service-1']);
  cutSelection(event());
  expect(held.text).toContain('"service-1"');
  expect(currentDesign().nodes).toHaveLength(1);
  undo();
  expect(currentDesign().edges).toHaveLength(1);
});

test('text typed into a field is not the canvas’s business', () => {
  const { held, event } = clipboard('{"version":1}');
  select(['service-1']);
  const field = document.createElement('input');
  expect(copySelection(event(field))).toBe(false);
  pasteClipboard(event(field));
  expect(held.text).toBe('{"version":1}');
  expect(currentDesign().nodes).toHaveLength(2);
});

test('a text that is no design changes nothing; one that looks like it is explained', () => {
  pasteClipboard(clipboard('hello').event());
  expect(useToasts.getState().toasts).toEqual([]);
  pasteClipboard(clipboard('{"nodes": 3}').event());
  expect(currentDesign().nodes).toHaveLength(2);
  expect(useToasts.getState().toasts[0]?.text).toMatch(/^Not pasted: /);
});
