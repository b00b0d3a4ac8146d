import { findEdge } from '../../state/design-index.ts';
import { adviceOf, type Advice } from '../../state/advice.ts';
import { useDesign } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Editable } from './Editable.tsx';

interface AdviceListProps {
  /** Only what concerns this call, or this component; everything without either. */
  readonly edge?: string;
  readonly node?: string;
}

/** What cannot work as it is drawn, why, and what would help: each remedy is one click and one step of undo. */
export function AdviceList({ edge, node }: AdviceListProps) {
  const design = useDesign();
  const concerned = adviceOf(design).filter((one) => {
    if (edge !== undefined) return one.edge === edge;
    return node === undefined || one.client === node || findEdge(design, one.edge)?.target === node;
  });
  if (concerned.length === 0) return null;
  return (
    <section aria-label="Problems" className="flex flex-col gap-4 border-b border-line px-4 py-3">
      {concerned.map((one) => (
        <AdviceItem key={one.edge} advice={one} isLinked={edge === undefined} />
      ))}
    </section>
  );
}

function AdviceItem({ advice, isLinked }: { readonly advice: Advice; readonly isLinked: boolean }) {
  const { words, reason, remedies, edge } = advice;
  return (
    <div className="flex gap-2">
      <Icon name="triangle-alert" size={16} className="mt-0.5 shrink-0 text-slow" />
      <div className="flex min-w-0 flex-col gap-2">
        <p className="font-medium">{words}</p>
        <p className="text-sm text-text-2">{reason}</p>
        <Editable>
          <ul aria-label="Remedies" className="flex flex-col gap-2">
            {remedies.map(({ label, icon, help, run }) => (
              <li key={label} className="flex flex-col items-start gap-1">
                <Button small icon={icon} onClick={run}>
                  {label}
                </Button>
                <span className="text-sm text-text-3">{help}</span>
              </li>
            ))}
          </ul>
        </Editable>
        {isLinked ? (
          <Button small icon="spline" className="self-start" onClick={() => select([], [edge])}>
            Settings of this call
          </Button>
        ) : null}
      </div>
    </div>
  );
}
