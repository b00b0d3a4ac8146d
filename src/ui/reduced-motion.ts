/** Whether the person asked for less motion: then nothing glides, neither camera nor panels. */
export function prefersReducedMotion(): boolean {
  return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}

/** Length of a camera move in ms. */
export function cameraMoveMs(): number {
  return prefersReducedMotion() ? 0 : 160;
}
