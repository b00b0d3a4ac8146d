/** A short piece of a chart's line, so that the name beside it can be told from the others without colour too. */
export function SeriesSwatch({ token, dash }: { readonly token: string; readonly dash: readonly number[] }) {
  return (
    <svg width="10" height="6" aria-hidden="true" className="shrink-0">
      <line
        x1="0"
        y1="3"
        x2="10"
        y2="3"
        stroke={`var(${token})`}
        strokeWidth="2"
        {...(dash.length === 0 ? {} : { strokeDasharray: dash.join(' ') })}
      />
    </svg>
  );
}
