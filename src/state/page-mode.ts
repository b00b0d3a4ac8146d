/**
 * How this page is used: `edit` as the person's own tool, `view` for a design that is only looked at, `embed` inside somebody
 * else's page.
 */
export type PageMode = 'edit' | 'view' | 'embed';

/**
 * The mode that an address asks for. A page inside a frame is an embed whatever its address says, so that nobody can be made to
 * click on their own work through a frame.
 */
export function pageModeOf(
  address: { readonly pathname: string; readonly search: string },
  isFramed: boolean,
): PageMode {
  const asked = new URLSearchParams(address.search);
  if (isFramed || asked.get('embed') === '1' || address.pathname.endsWith('/embed.html')) return 'embed';
  return asked.get('view') === '1' ? 'view' : 'edit';
}

/** The mode of this page; outside a browser it is the person's own. */
export function pageMode(): PageMode {
  if (typeof globalThis.location === 'undefined') return 'edit';
  return pageModeOf(globalThis.location, window.parent !== window);
}
