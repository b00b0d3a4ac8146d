import { completeConfig } from '../../model/complete-config.ts';
import { applies } from '../../model/fields.ts';
import type { DesignNode } from '../../model/design.ts';
import { fieldText } from '../../model/field-text.ts';
import { cardFiguresOf, type CardFigure, type KindSpec } from '../../model/kind-spec.ts';
import type { Quantity } from '../../model/units.ts';
import type { NodeFigures } from '../../state/figure-rows.ts';
import { useSettings, type OverlayMode } from '../../state/settings.ts';
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
  lost: { label: 'lost', of: (figures) => figures.lost },
  late: { label: 'late', of: (figures) => figures.late },
  notModified: { label: '304', of: (figures) => figures.notModified },
};

/** What the overlay asks of a card; under "rate", and for connections, which calls have, each kind shows its own two figures. */
const OVERLAY_FIGURE: Readonly<Record<Exclude<OverlayMode, 'rate' | 'connections'>, CardFigure>> = {
  latency: 'p95',
  errors: 'errors',
  load: 'utilization',
};

interface LiveRowProps {
  readonly node: DesignNode;
  readonly spec: KindSpec;
  readonly figures: NodeFigures;
}

/** The two key figures of a running card: the kind's own, the second one exchanged for the overlay's. */
export function LiveRow({ node, spec, figures }: LiveRowProps) {
  const overlay = useSettings((settings) => settings.overlay);
  const own = cardFiguresOf(spec, completeConfig(spec.fields, node.config));
  const isOwn = overlay === 'rate' || overlay === 'connections';
  const shown = isOwn ? own : ([own[0], OVERLAY_FIGURE[overlay]] as const);
  return (
    <div className="mt-1 flex items-baseline justify-between gap-2">
      {shown.map((name, i) => {
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

/** The main settings of a card at rest. */
export function RestRow({ node, spec }: { readonly node: DesignNode; readonly spec: KindSpec }) {
  const config: Readonly<Record<string, unknown>> = completeConfig(spec.fields, node.config);
  return (
    <dl className="card-rest mt-1.5 flex min-w-0 gap-3">
      {spec.cardFields.map((name) => {
        const field = spec.fields[name];
        return field === undefined || !applies(field, spec.fields, config) ? null : (
          <div key={name} className="flex min-w-max flex-1 flex-col-reverse last:min-w-0">
            {/* The width of a column follows its value; the name takes what there is. */}
            <dt className="w-0 min-w-full truncate text-xs leading-[14px] text-text-3">{field.label}</dt>
            <dd title={field.label} className="truncate text-base leading-[18px] font-medium text-text-1">
              <QuantityText value={fieldText(field, config[name])} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What the component lacks, below its card. */
export function MissingHint({ children }: { readonly children: string }) {
  return (
    <p className="card-rest pointer-events-none absolute top-full left-0 mt-1.5 flex items-center gap-1 text-xs whitespace-nowrap text-accent">
      <Icon name="spline" size={12} className="shrink-0" />
      {children}
    </p>
  );
}
