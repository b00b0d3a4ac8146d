import { useMemo, useState } from 'react';
import type { BackendView, BalancerView, NoticeRule } from '../../model/balancer-view.ts';
import { formatRatio, NS_PER_S, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { secondsText } from '../../state/backend-words.ts';
import { runClock } from '../../state/run-clock.ts';
import { Section } from '../../ui/Section.tsx';
import { BackendRow } from './BackendRow.tsx';
import { ringArcs, ringShares } from './ring-arcs.ts';
import { RingPicture } from './RingPicture.tsx';
import { useBalancerView } from './use-balancer-view.ts';

/** Rows drawn; a balancer can have thousands of backends. */
const MAX_ROWS = 32;

function keyOf({ edgeId, endpoint }: BackendView): string {
  return `${edgeId} ${endpoint}`;
}

/** "Web, replica 2" where a target has several. */
function useNames(backends: readonly BackendView[]): readonly string[] {
  const design = useDesign();
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { edgeId } of backends) counts.set(edgeId, (counts.get(edgeId) ?? 0) + 1);
    return backends.map(({ edgeId, targetId, endpoint }) => {
      const name = nodeName(design, targetId);
      return (counts.get(edgeId) ?? 0) > 1 ? `${name}, replica ${endpoint + 1}` : name;
    });
  }, [backends, design]);
}

function Summary({ view }: { readonly view: BalancerView }) {
  const ejections = view.backends.reduce((sum, backend) => sum + backend.ejections, 0);
  const rows = [
    [
      'Uneven by',
      view.spread === null ? '–' : quantityText(formatRatio(view.spread)),
      'Coefficient of variation of the requests per second over the backends that are up: 0 % is even.',
    ],
    [
      'Requests lost',
      String(view.lost),
      'Requests that ended in a failure here. Those made good by another backend are not among them.',
    ],
    ['Saved by another', String(view.triedAgain), 'Attempts that failed and were made again at another backend.'],
    [
      'Taken out',
      `${ejections} ${ejections === 1 ? 'time' : 'times'}`,
      'How often a backend was left out, by checks or by what traffic showed.',
    ],
    ...(view.sessionsMoved === null
      ? []
      : [['Sessions moved', String(view.sessionsMoved), 'Users whose cookie named a backend that was gone.']]),
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-3 gap-y-1 pb-1">
      {rows.map(([label, value, help]) => (
        <div key={label} title={help}>
          <dt className="text-xs text-text-3">{label}</dt>
          <dd className="font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the checks are set to find out, and how soon: the figure to hold the measured ones against. */
function NoticeText({ rule }: { readonly rule: NoticeRule | null }) {
  if (rule === null) return null;
  const hung = rule.hungS > 0 ? `, one that hangs up to ${secondsText(rule.hungS)} later` : '';
  return (
    <p className="pb-1 text-xs text-text-3">
      A dead one is noticed after more than {secondsText(rule.aboveS)} and at most {secondsText(rule.atMostS)}
      {hung}.
    </p>
  );
}

function Ring({
  view,
  chosen,
  names,
}: {
  readonly view: BalancerView;
  readonly chosen: number | null;
  readonly names: readonly string[];
}) {
  const shares = useMemo(() => ringShares(ringArcs(view.ring?.points ?? []), view.backends.length), [view]);
  if (view.ring === null) return null;
  return (
    <RingPicture
      ring={view.ring}
      chosen={chosen}
      name={chosen === null ? '' : (names[chosen] ?? '')}
      share={chosen === null ? 0 : (shares[chosen] ?? 0)}
    />
  );
}

function Backends({ view }: { readonly view: BalancerView }) {
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const names = useNames(view.backends);
  const found = view.backends.findIndex((backend) => keyOf(backend) === chosenKey);
  const chosen = found < 0 ? null : found;
  const mostPerSecond = Math.max(0, ...view.backends.map(({ ratePerSecond }) => ratePerSecond));
  const nowS = runClock.read().timeNs / NS_PER_S;
  const more = view.backends.length - MAX_ROWS;
  return (
    <Section title="Backends" foldable>
      <div data-testid="backends-panel">
        <Summary view={view} />
        <NoticeText rule={view.noticeRule} />
        <Ring view={view} chosen={chosen} names={names} />
        <ul>
          {view.backends.slice(0, MAX_ROWS).map((backend, place) => (
            <BackendRow
              key={keyOf(backend)}
              backend={backend}
              name={names[place] ?? backend.targetId}
              mostPerSecond={mostPerSecond}
              nowS={nowS}
              isChosen={view.ring === null ? null : place === chosen}
              onChoose={() => setChosenKey(place === chosen ? null : keyOf(backend))}
            />
          ))}
        </ul>
        {more > 0 ? <p className="text-sm text-text-3">and {more} more</p> : null}
      </div>
    </Section>
  );
}

/** Live backends of the selected balancer; nothing for any other selection, and before a run has begun. */
export function BackendsPanel() {
  const view = useBalancerView();
  return view === null || view.backends.length === 0 ? null : <Backends view={view} />;
}
