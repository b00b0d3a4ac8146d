import { completeConfig } from '../../model/complete-config.ts';
import type { DesignNode } from '../../model/design.ts';
import { fieldText } from '../../model/field-text.ts';
import type { CardFigure, KindSpec } from '../../model/kind-spec.ts';
import type { Quantity } from '../../model/units.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';
import { Icon } from '../../ui/Icon.tsx';
import { QuantityText } from '../../ui/QuantityText.tsx';

/** What a figure is called in front of its number; a rate says so itself with its unit. */
const FIGURES: Readonly<
  Record<CardFigure, { readonly label: string; readonly of: (figures: NodeFigures) => Quantity }>
> = {
  rate: { label: '', of: (figures) => figures.rate },
  p95: { label: 'p95', of: (figures) => figures.p95 },
  hitRatio: { label: 'hits', of: (figures) => figures.hitRatio },
  utilization: { label: 'busy', of: (figures) => figures.utilization },
  queue: { label: 'queue', of: (figures) => figures.queue },
  inFlight: { label: 'in flight', of: (figures) => figures.inFlight },
  errors: { label: 'errors', of: (figures) => figures.errors },
};

/** The two key figures of a running card. */
export function LiveRow({ spec, figures }: { readonly spec: KindSpec; readonly figures: NodeFigures }) {
  return (
    <div className="mt-1 flex items-baseline justify-between gap-2">
      {spec.cardFigures.map((name, i) => {
        const { label, of } = FIGURES[name];
        return (
          <span key={name} className={i === 0 ? 'flex items-baseline gap-1' : 'card-second flex items-baseline gap-1'}>
            {label === '' ? null : <span className="card-figure-label text-xs text-text-3">{label}</span>}
            <QuantityText
              value={of(figures)}
              className="card-figure text-[17px] leading-5 font-semibold tracking-tight"
            />
          </span>
        );
      })}
    </div>
  );
}

/** The main settings of a card at rest; what is missing takes their labels' place. */
export function RestRow({
  node,
  spec,
  hint,
}: {
  readonly node: DesignNode;
  readonly spec: KindSpec;
  readonly hint: string | null;
}) {
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  const shown = spec.cardFields.flatMap((name) => {
    const field = spec.fields[name];
    return field === undefined ? [] : [{ name, label: field.label, value: fieldText(field, config[name]) }];
  });
  return (
    <>
      <dl className="card-rest mt-1 flex min-w-0 gap-3">
        {shown.map(({ name, label, value }) => (
          <div key={name} className="min-w-0 last:flex-1">
            <dd className="truncate text-base leading-[18px] font-medium text-text-1">
              <QuantityText value={value} />
            </dd>
            {hint === null ? (
              <dt className="truncate text-xs leading-[14px] text-text-3">{label}</dt>
            ) : (
              <dt className="sr-only">{label}</dt>
            )}
          </div>
        ))}
      </dl>
      {hint === null ? null : (
        <p className="card-rest mt-0.5 flex items-center gap-1 truncate text-xs leading-[14px] text-accent">
          <Icon name="spline" size={11} className="shrink-0" />
          {hint}
        </p>
      )}
    </>
  );
}
