import type { Report } from '../../model/report.ts';
import { formatBytes, formatCount, formatRatio, quantityText } from '../../model/units.ts';
import { nodeName } from '../../state/action-words.ts';
import { useDesign } from '../../state/document.ts';
import { healthOfUtilization } from '../../state/health.ts';
import { select } from '../../state/selection.ts';
import { classNames } from '../../ui/class-names.ts';
import { msText } from '../../model/report-text.ts';

function ratioText(ratio: number | null | undefined): string {
  return ratio === null || ratio === undefined ? '–' : quantityText(formatRatio(ratio));
}

/** What revalidation saved. */
function validationText({ cache }: Report['nodes'][string]): string | undefined {
  if (cache?.notModified === undefined || cache.savedBytes === undefined) return undefined;
  return `${cache.notModified.toLocaleString('en')} answers 304 saved ${quantityText(formatBytes(cache.savedBytes))}`;
}

const TONES = { idle: '', ok: '', warn: 'text-slow', fail: 'text-fail font-semibold' } as const;

/** Busiest first: the first line is where to look for the bottleneck. */
function busiestFirst(nodes: Report['nodes']) {
  return Object.entries(nodes).toSorted(
    ([a, one], [b, other]) => (other.utilization ?? -1) - (one.utilization ?? -1) || (a < b ? -1 : 1),
  );
}

/** Utilisation, waiting and hits by node. */
export function NodeTable({ nodes }: { readonly nodes: Report['nodes'] }) {
  const design = useDesign();
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="text-right text-text-3">
          <th scope="col" className="py-0.5 text-left font-normal">
            Node
          </th>
          <th scope="col" className="font-normal">
            Busy
          </th>
          <th scope="col" className="font-normal" title="Mean wait for a free slot">
            Queue wait
          </th>
          <th scope="col" className="font-normal" title="Hit ratio">
            Hits
          </th>
        </tr>
      </thead>
      <tbody>
        {busiestFirst(nodes).map(([id, node]) => (
          <tr key={id} className="border-t border-line text-right tabular-nums">
            <th scope="row" className="max-w-28 truncate py-1 text-left font-normal">
              <button
                type="button"
                onClick={() => select([id])}
                className="max-w-full truncate rounded-sm text-left hover:text-accent"
              >
                {nodeName(design, id)}
              </button>
            </th>
            <td className={classNames(TONES[healthOfUtilization(node.utilization ?? Number.NaN)])}>
              {ratioText(node.utilization)}
            </td>
            <td>{node.utilization === null ? '–' : msText(node.queueWaitMs.mean)}</td>
            <td title={validationText(node)}>
              {ratioText(node.cache?.hitRatio)}
              {node.cache?.notModified === undefined ? null : (
                <span className="block text-xs text-text-3">
                  {quantityText(formatCount(node.cache.notModified))} by 304
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
