import type { BackendState, BackendView, BalancerView } from '../../model/balancer-view.ts';
import type { Design } from '../../model/design.ts';
import { formatCount, formatRate, formatRatio, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { secondsText, stateText } from '../../state/backend-words.ts';

/** Bars that fit into the foot of a card; of more backends every n-th is drawn. */
const MOST_BARS = 24;
/** The least height that can be seen, in per cent. */
const LEAST_PERCENT = 8;

const OUT: ReadonlySet<BackendState> = new Set(['down', 'ejected']);

/** The parts of a card that this writes to. */
export interface BackendMarks {
  readonly bars: HTMLElement;
  readonly spread: HTMLElement;
  readonly out: HTMLElement;
}

/** Writes how requests spread over the backends, and who is out and why, straight to the page. */
export function drawBackends(marks: BackendMarks, view: BalancerView | null, design: Design, nowS: number): void {
  const backends = view?.backends ?? [];
  const shown = thinned(backends);
  const most = Math.max(0, ...backends.map(loadOf));
  while (marks.bars.childElementCount > shown.length) marks.bars.lastElementChild?.remove();
  while (marks.bars.childElementCount < shown.length) marks.bars.append(document.createElement('span'));
  for (const [place, backend] of shown.entries()) {
    const bar = marks.bars.children[place] as HTMLElement;
    const percent = most > 0 ? Math.round((100 * loadOf(backend)) / most) : 0;
    bar.style.height = `${Math.max(LEAST_PERCENT, percent)}%`;
    bar.dataset['state'] = backend.state;
    bar.title = backendText(backend, design, nowS);
  }
  const words = view === null ? '' : summaryText(view);
  if (marks.bars.getAttribute('aria-label') !== words) marks.bars.setAttribute('aria-label', words);
  marks.bars.hidden = shown.length === 0;
  const spread = view?.spread ?? null;
  setText(marks.spread, spread === null ? '' : `CV ${quantityText(formatRatio(spread))}`);
  setText(marks.out, outText(backends, design, nowS));
}

/** What the height of a bar says: connections at L4, where those are spread; requests per second at L7. */
function loadOf({ connections, ratePerSecond }: BackendView): number {
  return connections ?? ratePerSecond;
}

function thinned(backends: readonly BackendView[]): readonly BackendView[] {
  const step = Math.ceil(backends.length / MOST_BARS);
  return step <= 1 ? backends : backends.filter((_, place) => place % step === 0);
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function nameOf({ targetId, endpoint }: BackendView, design: Design): string {
  return `${nodeName(design, targetId)} ${endpoint + 1}`;
}

/** "Web 2: down: 3 failed probes in a row, for 12 s. 0 /s, 3 connections, 17 lost" */
function backendText(backend: BackendView, design: Design, nowS: number): string {
  const { connections, failed, inFlight } = backend;
  const parts = [
    quantityText(formatRate(backend.ratePerSecond)),
    connections === null ? `${inFlight} in flight` : `${connections} connections`,
    `${quantityText(formatCount(failed))} lost`,
  ];
  return `${nameOf(backend, design)}: ${stateText(backend, nowS)}. ${parts.join(', ')}`;
}

function summaryText({ backends, spread }: BalancerView): string {
  const out = backends.filter(({ state }) => OUT.has(state)).length;
  const even = spread === null ? '' : `, uneven by ${quantityText(formatRatio(spread))}`;
  return `${backends.length} backends, ${out} out${even}`;
}

/** "Web 2 down for 12 s: 3 failed probes in a row"; of several the first, and how many there are. */
function outText(backends: readonly BackendView[], design: Design, nowS: number): string {
  const out = backends.filter(({ state }) => OUT.has(state));
  const [first] = out;
  if (first === undefined) return '';
  const since = first.sinceS === null ? '' : ` for ${secondsText(nowS - first.sinceS)}`;
  const who = out.length === 1 ? nameOf(first, design) : `${out.length} of ${backends.length}`;
  return `${who} ${first.state}${since}: ${first.reason}`;
}
