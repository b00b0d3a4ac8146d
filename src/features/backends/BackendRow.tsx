import type { BackendState, BackendView } from '../../model/balancer-view.ts';
import { formatCount, formatRate, quantityText } from '../../model/units.ts';
import { secondsText, stateText } from '../../state/backend-words.ts';
import { classNames } from '../../ui/class-names.ts';
import { QuantityText } from '../../ui/QuantityText.tsx';

/** Each state has its own shape beside its colour. */
function markOf(state: BackendState): string {
  switch (state) {
    case 'up':
      return 'rounded-full bg-ok';
    case 'slow-start':
    case 'starting':
    case 'draining':
      return 'rounded-full border-2 border-slow';
    case 'down':
    case 'ejected':
      return 'rotate-45 bg-fail';
    case 'backup':
    case 'off':
      return 'border-2 border-idle';
  }
}

interface BackendRowProps {
  readonly backend: BackendView;
  readonly name: string;
  /** Rate of the busiest backend, which fills the bar. */
  readonly mostPerSecond: number;
  readonly nowS: number;
  /** Set when rows can be chosen (there is a ring to see). */
  readonly isChosen: boolean | null;
  readonly onChoose: () => void;
}

/** One backend: how much it gets, how it is and why, and what was lost there. */
export function BackendRow({ backend, name, mostPerSecond, nowS, isChosen, onChoose }: BackendRowProps) {
  const { state, ratePerSecond, inFlight, requests, failed, noticedS } = backend;
  const connections = backend.connections ?? backend.openConnections;
  const width = mostPerSecond > 0 ? (100 * ratePerSecond) / mostPerSecond : 0;
  const isWell = state === 'up' && backend.sinceS === null;
  const head = (
    <>
      <span aria-hidden="true" className={classNames('size-2 shrink-0', markOf(state))} />
      <span className="min-w-0 flex-1 truncate text-left font-medium">{name}</span>
      <QuantityText value={formatRate(ratePerSecond)} className="shrink-0 font-semibold tabular-nums" />
    </>
  );
  return (
    <li className="flex flex-col gap-1 border-t border-line py-2 first:border-t-0" data-state={state}>
      {isChosen === null ? (
        <div className="flex items-center gap-2">{head}</div>
      ) : (
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={onChoose}
          className={classNames(
            '-mx-1.5 flex min-h-6 items-center gap-2 rounded-sm px-1.5 hover:bg-surface-3',
            isChosen && 'bg-accent-soft',
          )}
        >
          {head}
        </button>
      )}
      <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-surface-3">
        <span
          className={classNames('block h-full rounded-full', state === 'up' ? 'bg-accent' : 'bg-idle')}
          style={{ width: `${width}%` }}
        />
      </span>
      <span className="flex justify-between gap-2 text-xs text-text-3 tabular-nums">
        <span>
          {connections === null || connections === 0
            ? `${inFlight} in flight`
            : `${connections} ${connections === 1 ? 'connection' : 'connections'}, ${inFlight} in flight`}
        </span>
        <span className={failed > 0 ? 'font-medium text-fail' : undefined}>
          {quantityText(formatCount(failed))} lost of {quantityText(formatCount(requests))}
        </span>
      </span>
      {isWell ? null : (
        <span className="text-xs text-text-2">
          {stateText(backend, nowS)}
          {noticedS === null ? null : `. Noticed ${secondsText(noticedS)} after the fault.`}
        </span>
      )}
    </li>
  );
}
